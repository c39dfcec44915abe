package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.session.ArbiterConfig;
import io.depthstream.ingest.session.LineArbiter;
import io.depthstream.ingest.session.MoldUdp64Encoder;
import io.depthstream.ingest.session.SequencedListener;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.FastBooks;
import io.depthstream.local.check.TruthBooks;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The simulator's lines through the feed handler's arbiter into the fast book, against the truth. */
class ArbitratedLinesTest {

    private static final SimulationConfig DAY = SimulationConfig.compressedDay(23, 20, 10_000);
    private static final long NANOS_PER_PACKET = 20_000;

    @Test
    void shouldGiveExactBooksWhenOneLineLosesAndTheOtherReorders() {
        final Receiver receiver = receive(new LineImpairment(1, 0.05, 0, 0, 1), new LineImpairment(2, 0, 0.02, 0.05, 8));
        assertEquals(DAY.messages(), receiver.messages);
        assertEquals(0, receiver.missing);
        final BookComparison comparison = BookComparison.of(
            TruthBooks.ofSimulation(DAY, DAY.messages()).depths(), receiver.books.depths());
        assertTrue(comparison.exact(), comparison.report());
        assertTrue(comparison.levels() > 3_000, comparison.report());
        assertEquals(0, receiver.books.rejected());
    }

    @Test
    void shouldMissWhatBothLinesLost() {
        final Receiver receiver = receive(new LineImpairment(1, 0.05, 0, 0, 1), new LineImpairment(2, 0.05, 0, 0, 1));
        assertEquals(DAY.messages(), receiver.messages + receiver.missing);
        assertEquals(0.05 * 0.05, (double) receiver.missing / DAY.messages(), 0.002);
        assertTrue(receiver.books.rejected() > 0, "deletes of orders whose add was lost");
    }

    private static Receiver receive(final LineImpairment onA, final LineImpairment onB) {
        final Receiver receiver = new Receiver();
        final LineArbiter arbiter = LineArbiter.forReplay(ArbiterConfig.ofLines(2), receiver);
        final long[] now = new long[1];
        final ImpairedLine lineA = new ImpairedLine(onA, 1_400,
            (packet, offset, length) -> arbiter.onPacket(0, packet, offset, length, now[0]));
        final ImpairedLine lineB = new ImpairedLine(onB, 1_400,
            (packet, offset, length) -> arbiter.onPacket(1, packet, offset, length, now[0]));
        final MarketSimulator simulator = new MarketSimulator(DAY);
        final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_400]);
        final MoldUdp64Encoder packet = new MoldUdp64Encoder().session("SIM1");
        final SeededRandom random = new SeededRandom(99);
        long sent = 0;
        while (sent < DAY.messages()) {
            packet.begin(buffer, 0, 1_400, sent + 1);
            final int most = random.between(1, 20);
            while (packet.count() < most && simulator.sent() < DAY.messages()) {
                packet.message(message, 0, simulator.next(message, 0));
            }
            sent += packet.count();
            now[0] += NANOS_PER_PACKET;
            lineA.send(buffer, 0, packet.length(), now[0]);
            lineB.send(buffer, 0, packet.length(), now[0]);
        }
        packet.begin(buffer, 0, 1_400, sent + 1).endOfSession();
        lineA.sendSpared(buffer, 0, packet.length());
        lineB.sendSpared(buffer, 0, packet.length());
        arbiter.endOfInput();
        return receiver;
    }

    private static final class Receiver implements SequencedListener {

        private final FastBooks books = new FastBooks();
        private final ItchDecoder decoder = new ItchDecoder();
        private long messages;
        private long missing;

        @Override
        public void onMessage(final String session, final long sequence, final DirectBuffer buffer, final int offset,
                              final int length, final long receiveTimeNanos) {
            messages++;
            decoder.decode(buffer, offset, length, books);
        }

        @Override
        public void onGap(final String session, final long begin, final long end) {
            missing += end - begin;
        }

        @Override
        public void onMalformed(final int line, final PacketFault fault, final DirectBuffer buffer, final int offset,
                                final int length) {
            throw new AssertionError("line " + line + ": " + fault);
        }
    }
}
