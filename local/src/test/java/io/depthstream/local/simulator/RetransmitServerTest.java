package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.session.MoldUdp64Packet;
import io.depthstream.ingest.session.MoldUdp64Request;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetransmitServerTest {

    private static final int HISTORY = 128;
    private static final int SENT = 300;

    private final MessageHistory history = new MessageHistory(HISTORY);
    private RetransmitServer server;
    private Thread thread;
    private DatagramSocket client;

    @BeforeEach
    void serve() throws Exception {
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        for (int i = 1; i <= SENT; i++) {
            message.putInt(0, i);
            history.append(message, 0, 20 + i % 10);
        }
        server = new RetransmitServer(new InetSocketAddress(loopback, 0), "SIM1", history, 1_400);
        thread = new Thread(server, "re-request server");
        thread.start();
        client = new DatagramSocket(0, loopback);
        client.setSoTimeout(10_000);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
        thread.join(10_000);
        assertFalse(thread.isAlive());
    }

    @Test
    void shouldAnswerWithTheMessagesAskedFor() throws Exception {
        request("SIM1", 250, 7);
        final MoldUdp64Packet answer = answer();
        assertEquals("SIM1      ", answer.session());
        assertEquals(250, answer.sequence());
        assertEquals(7, answer.messages());
        for (int i = 250; i < 257; i++) {
            assertTrue(answer.nextBlock());
            assertEquals(20 + i % 10, answer.blockLength());
            assertEquals(i, answer.buffer().getInt(answer.blockOffset()));
        }
    }

    @Test
    void shouldAnswerWithNoMoreThanOnePacket() throws Exception {
        request("SIM1", SENT - HISTORY + 1, 60_000);
        final MoldUdp64Packet answer = answer();
        assertEquals(SENT - HISTORY + 1, answer.sequence());
        assertTrue(answer.messages() > 40 && answer.messages() < 70, "messages: " + answer.messages());
    }

    @Test
    void shouldAnswerNothingThatItHasNot() throws Exception {
        request("SIM1", SENT - HISTORY, 1);
        request("SIM1", SENT + 1, 1);
        request("SIM2", SENT, 1);
        send(new byte[] {1, 2, 3});
        request("SIM1", SENT, 1);
        assertEquals(SENT, answer().sequence());
        assertEquals(4, server.refused());
    }

    @Test
    void shouldLimitItsHistory() {
        assertEquals(SENT, history.last());
        assertEquals(SENT - HISTORY + 1, history.first());
        assertThrows(IllegalArgumentException.class, () -> new MessageHistory(0));
        assertThrows(IllegalArgumentException.class,
            () -> history.append(new UnsafeBuffer(new byte[64]), 0, 64));
    }

    private void request(final String session, final long sequence, final int count) throws Exception {
        final byte[] bytes = new byte[MoldUdp64Request.LENGTH];
        MoldUdp64Request.encode(new UnsafeBuffer(bytes), 0, session, sequence, count);
        send(bytes);
    }

    private void send(final byte[] bytes) throws Exception {
        client.send(new DatagramPacket(bytes, bytes.length, server.address()));
    }

    private MoldUdp64Packet answer() throws Exception {
        final DatagramPacket datagram = new DatagramPacket(new byte[2_000], 2_000);
        client.receive(datagram);
        final MoldUdp64Packet answer = new MoldUdp64Packet()
            .wrap(new UnsafeBuffer(datagram.getData()), 0, datagram.getLength());
        assertNull(answer.validate());
        return answer;
    }
}
