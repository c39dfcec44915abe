package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.session.MoldUdp64Encoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Limits of the simulator that have a name, reached and passed by one. */
class SimulatorLimitsTest {

    @Test
    void shouldLetAReceiverBeAMillionPacketsBehindAndNoMore() {
        assertEquals(1 << 20, window(TransmitterConfig.MAX_WINDOW_PACKETS).windowPackets());
        final String refusal = assertThrows(
            IllegalArgumentException.class, () -> window(TransmitterConfig.MAX_WINDOW_PACKETS + 1)).getMessage();
        assertTrue(refusal.contains("windowPackets") && refusal.contains("1048576"), refusal);
    }

    @Test
    void shouldLetALatePacketBeOvertakenBySixtyFourAndNoMore() {
        final LineImpairment widest = new LineImpairment(7, 0, 0, 0.1, LineImpairment.MAX_DISPLACEMENT);
        final List<Integer> sent = new ArrayList<>();
        final ImpairedLine line =
            new ImpairedLine(widest, Integer.BYTES, (buffer, offset, length) -> sent.add(buffer.getInt(offset)));
        final UnsafeBuffer packet = new UnsafeBuffer(new byte[Integer.BYTES]);
        for (int number = 0; number < 100_000; number++) {
            packet.putInt(0, number);
            line.send(packet, 0, Integer.BYTES, 0);
        }
        int furthest = 0;
        int highest = 0;
        for (final int number : sent) {
            highest = Math.max(highest, number);
            furthest = Math.max(furthest, highest - number);
        }
        assertEquals(LineImpairment.MAX_DISPLACEMENT, furthest, "most packets that overtook one");
        assertEquals("maxDisplacement must be from 1 to 64 packets, not 65", assertThrows(IllegalArgumentException.class,
            () -> new LineImpairment(7, 0, 0, 0.1, LineImpairment.MAX_DISPLACEMENT + 1)).getMessage());
    }

    @Test
    void shouldRememberEightMillionMessagesAndNoMore() {
        assertEquals(8_388_608, MessageHistory.capacity(MessageHistory.MAX_MESSAGES));
        assertEquals(8_388_608, MessageHistory.capacity(MessageHistory.MAX_MESSAGES / 2 + 1));
        assertEquals("a history holds 1 to 8388608 messages, not 8388609", assertThrows(IllegalArgumentException.class,
            () -> new MessageHistory(MessageHistory.MAX_MESSAGES + 1)).getMessage());
    }

    @Test
    void shouldForgetTheOldestMessageOfAFullHistory() {
        final MessageHistory history = new MessageHistory(4);
        final UnsafeBuffer message = new UnsafeBuffer(new byte[] {'x'});
        for (int i = 0; i < 5; i++) {
            history.append(message, 0, 1);
        }
        assertEquals(2, history.first());
        final MoldUdp64Encoder packet = new MoldUdp64Encoder();
        packet.session("SIM0000001");
        packet.begin(new UnsafeBuffer(new byte[1_400]), 0, 1_400, 1);
        assertEquals(0, history.copy(1, 10, packet), "forgotten");
        assertEquals(4, history.copy(2, 10, packet));
    }

    private static TransmitterConfig window(final int packets) {
        return TransmitterConfig.loopback(1, 2, 1_000).withWindow(packets, 1);
    }
}
