package io.depthstream.ingest.session;

import static io.depthstream.ingest.session.Packets.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real datagrams on loopback between the client and servers that the test plays, on a clock that the test sets. */
class RetransmitClientTest {

    private static final int RECOVERY = 2;
    private static final long SETTLE = 10;
    private static final long TIMEOUT = 100;
    private static final long DEADLINE = 10_000;

    private final List<Long> latencies = new ArrayList<>();
    private final RecordingListener listener = new RecordingListener();
    private Server first;
    private Server second;
    private RetransmitClient client;
    private LineArbiter arbiter;
    private long now = 1_000_000;

    @BeforeEach
    void open() throws IOException {
        first = new Server();
        second = new Server();
        client = new RetransmitClient(new RetransmitConfig(List.of(first.address(), second.address()), RECOVERY, SETTLE,
                TIMEOUT, 4 * TIMEOUT, 3, DEADLINE, 10, 8), () -> now, latencies::add);
        arbiter = new LineArbiter(ArbiterConfig.ofLines(3).withHoleDeadlineNanos(2 * DEADLINE), () -> now, client, listener);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        first.channel.close();
        second.channel.close();
    }

    @Test
    void shouldFillAHoleFromTheServer() throws IOException {
        hand(1, 2);
        hand(5, 6);
        client.poll(arbiter, 10);
        assertEquals(List.of(), first.requests(), "the other line still has time to fill it");
        now += SETTLE;
        client.poll(arbiter, 10);
        assertEquals(List.of("2+3"), first.requests());
        first.answer(2, 5);
        now += 7;
        assertEquals(1, poll());

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), listener.delivered);
        assertEquals(List.of(SETTLE + 7), latencies);
        assertEquals(3, counter(RetransmitCounter.RECOVERED));
        assertEquals(3, arbiter.lineCounters(RECOVERY).get(LineCounter.FIRST_COPIES));
        assertEquals(0, client.outstanding());
    }

    @Test
    void shouldNotAskForWhatTheOtherLineBrought() throws IOException {
        hand(1, 2);
        hand(5, 6);
        hand(2, 5);
        now += SETTLE;
        client.poll(arbiter, 10);
        assertEquals(List.of(), first.requests());
        assertEquals(0, counter(RetransmitCounter.RECOVERED));
    }

    @Test
    void shouldAskForTheRestWhenAnAnswerIsShort() throws IOException {
        hand(1, 2);
        hand(7, 8);
        now += SETTLE;
        client.poll(arbiter, 10);
        assertEquals(List.of("2+5"), first.requests());
        first.answer(2, 4);
        poll();
        assertEquals(List.of("4+3"), first.requests());
        first.answer(4, 7);
        poll();
        assertEquals(LongStream.range(1, 8).boxed().toList(), listener.delivered);
    }

    @Test
    void shouldCutLargeHolesIntoRequestsAndRequestsIntoRounds() throws IOException {
        hand(1, 2);
        hand(102, 103);
        now += SETTLE;
        client.poll(arbiter, 10);
        assertEquals(List.of("2+10", "12+10", "22+10", "32+10", "42+10", "52+10", "62+10", "72+10"), first.requests());
        for (long begin = 2; begin < 82; begin += 10) {
            first.answer(begin, begin + 10);
        }
        poll();
        assertEquals(List.of("82+10", "92+10"), first.requests());
        first.answer(82, 92);
        first.answer(92, 102);
        poll();
        assertEquals(102, listener.delivered.size());
    }

    @Test
    void shouldTurnToTheNextServerWithTwiceThePatience() throws IOException {
        hand(1, 2);
        hand(3, 4);
        now += SETTLE;
        client.poll(arbiter, 10);
        now += TIMEOUT - 1;
        client.poll(arbiter, 10);
        assertEquals(List.of("2+1"), first.requests());
        assertEquals(List.of(), second.requests());
        now += 1;
        client.poll(arbiter, 10);
        assertEquals(List.of("2+1"), second.requests());
        now += 2 * TIMEOUT - 1;
        client.poll(arbiter, 10);
        assertEquals(List.of(), first.requests());
        second.answer(2, 3);
        poll();
        assertEquals(List.of(1L, 2L, 3L), listener.delivered);
        assertEquals(1, counter(RetransmitCounter.TIMEOUTS));
    }

    @Test
    void shouldGiveUpAfterTheLimitOfTimeouts() throws IOException {
        hand(1, 2);
        hand(3, 4);
        now += SETTLE;
        for (int i = 0; i < 20; i++) {
            client.poll(arbiter, 10);
            now += 4 * TIMEOUT;
        }
        assertEquals(3, counter(RetransmitCounter.REQUESTS));
        assertEquals(1, counter(RetransmitCounter.GIVEN_UP));
        now += 2 * DEADLINE;
        arbiter.tick();
        assertEquals(List.of("2..3"), listener.gaps);
    }

    @Test
    void shouldGiveUpAtTheDeadline() throws IOException {
        hand(1, 2);
        hand(3, 4);
        now += DEADLINE;
        client.poll(arbiter, 10);
        assertEquals(List.of(), first.requests());
        assertEquals(1, counter(RetransmitCounter.GIVEN_UP));
        assertEquals(0, client.outstanding());
    }

    @Test
    void shouldStopAskingForWhatTheArbiterGaveUp() throws IOException {
        hand(1, 2);
        hand(3, 4);
        arbiter.endOfInput();
        now += SETTLE;
        client.poll(arbiter, 10);
        assertEquals(List.of(), first.requests());
    }

    @Test
    void shouldDeclareTheGapAsSoonAsNobodyAsksAnyMore() throws IOException {
        arbiter = new LineArbiter(ArbiterConfig.ofLines(3).withHoleDeadlineNanos(SETTLE), () -> now, client, listener);
        hand(1, 2);
        hand(5, 6);
        now += SETTLE;
        for (int i = 0; i < 3; i++) {
            client.poll(arbiter, 10);
            arbiter.tick();
            assertEquals(List.of(), listener.gaps, "asked for " + (i + 1) + " times");
            now += 4 * TIMEOUT;
        }
        client.poll(arbiter, 10);
        arbiter.tick();
        assertEquals(List.of("2..5"), listener.gaps);
        assertEquals(1, counter(RetransmitCounter.FAILED_RANGES));
        assertEquals(3, counter(RetransmitCounter.GIVEN_UP));
    }

    @Test
    void shouldAskDeadServersOnlyOnceEach() throws IOException {
        hand(1, 2);
        hand(5, 6);
        now += SETTLE;
        exhaust();
        assertEquals(3, counter(RetransmitCounter.REQUESTS));
        hand(8, 9);
        now += SETTLE;
        exhaust();
        assertEquals(5, counter(RetransmitCounter.REQUESTS), "one question to each of the two");
        assertEquals(2, counter(RetransmitCounter.FAILED_RANGES));
    }

    @Test
    void shouldGiveUpOnlyTheMessageThatAServerLacks() throws IOException {
        hand(1, 2);
        hand(6, 7);
        now += SETTLE;
        client.poll(arbiter, 10);
        first.requests();
        first.answer(2, 3);
        poll();
        assertEquals(List.of("3+3"), first.requests());
        for (int i = 0; i < 3; i++) {
            now += 4 * TIMEOUT;
            client.poll(arbiter, 10);
        }
        assertTrue(second.requests().contains("4+2"), "3 is nowhere, 4 and 5 may be");
        second.answer(4, 6);
        poll();
        now += 2 * DEADLINE;
        client.poll(arbiter, 10);
        arbiter.tick();
        assertEquals(List.of("3..4"), listener.gaps);
        assertEquals(List.of(1L, 2L, 4L, 5L, 6L), listener.delivered);
        assertEquals(1, counter(RetransmitCounter.GIVEN_UP));
    }

    private void exhaust() {
        for (int i = 0; i < 10; i++) {
            client.poll(arbiter, 10);
            now += 4 * TIMEOUT;
        }
    }

    @Test
    void shouldDropAnswersOfOthers() throws IOException {
        hand(1, 2);
        hand(3, 4);
        now += SETTLE;
        client.poll(arbiter, 10);
        first.requests();
        try (DatagramChannel stranger = DatagramChannel.open()) {
            send(stranger, Packets.data(2, 3), first.client);
        }
        final long deadline = System.nanoTime() + 10_000_000_000L;
        while (counter(RetransmitCounter.STRAYS) == 0 && System.nanoTime() < deadline) {
            client.poll(arbiter, 10);
        }
        assertEquals(1, counter(RetransmitCounter.STRAYS));
        assertEquals(List.of(1L), listener.delivered);
    }

    @Test
    void shouldForgetTheLowestRangeWhenThereAreTooMany() {
        for (long i = 0; i <= RetransmitClient.MAX_RANGES; i++) {
            client.missing(SESSION, 10 * i + 1, 10 * i + 4);
        }
        assertEquals(3, counter(RetransmitCounter.OVERFLOWED));
        assertEquals(3L * RetransmitClient.MAX_RANGES, client.outstanding());
        client.missing("another   ", 1, 2);
        assertEquals(1, client.outstanding());
    }

    @Test
    void shouldRefuseConfigurationsOutOfRange() throws IOException {
        final InetSocketAddress address = first.address();
        assertThrows(IllegalArgumentException.class, () -> RetransmitConfig.of(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> RetransmitConfig.of(List.of(address), 16));
        assertEquals(2, RetransmitConfig.of(List.of(address), 2).line());
    }

    private void hand(final long begin, final long end) {
        final UnsafeBuffer packet = Packets.data(begin, end);
        arbiter.onPacket(0, packet, 0, packet.capacity(), now);
    }

    private int poll() {
        return client.poll(arbiter, 100);
    }

    private long counter(final RetransmitCounter name) {
        return client.counters().get(name);
    }

    private static void send(final DatagramChannel from, final UnsafeBuffer packet, final SocketAddress to)
            throws IOException {
        from.send(ByteBuffer.wrap(packet.byteArray(), packet.wrapAdjustment(), packet.capacity()), to);
    }

    /** A re-request server that does as the test says. Loopback datagrams are there when send returns. */
    private static final class Server {
        private final DatagramChannel channel = DatagramChannel.open();
        private SocketAddress client;

        private Server() throws IOException {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress("127.0.0.1", 0));
        }

        private InetSocketAddress address() throws IOException {
            return (InetSocketAddress) channel.getLocalAddress();
        }

        private List<String> requests() throws IOException {
            final List<String> requests = new ArrayList<>();
            final ByteBuffer bytes = ByteBuffer.allocate(100);
            for (SocketAddress from = channel.receive(bytes); from != null; from = channel.receive(bytes)) {
                client = from;
                final MoldUdp64Request request =
                        new MoldUdp64Request().wrap(new UnsafeBuffer(bytes.array()), 0, bytes.position());
                assertNull(request.validate());
                assertEquals(SESSION, request.session());
                requests.add(request.sequence() + "+" + request.requestedCount());
                bytes.clear();
            }
            return requests;
        }

        private void answer(final long begin, final long end) throws IOException {
            assertTrue(client != null, "nobody has asked");
            send(channel, Packets.data(begin, end), client);
        }
    }
}
