package io.depthstream.local.run;

import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.session.ArbiterConfig;
import io.depthstream.ingest.session.LineArbiter;
import io.depthstream.ingest.session.SequencedListener;
import io.depthstream.local.check.TruthBooks;
import org.agrona.DirectBuffer;

/** The true books of a capture: every message it holds, in sequence, applied to plain reference books. */
final class CaptureTruth {
    private static final int PACKETS_PER_POLL = 256;

    private CaptureTruth() {
    }

    /** Reads the source to its end and closes it. */
    static TruthBooks read(final PacketSource source) {
        final TruthBooks truth = new TruthBooks();
        final LineArbiter arbiter = LineArbiter.forReplay(ArbiterConfig.ofLines(1), new SequencedListener() {
            @Override
            public void onMessage(final String session, final long sequence, final DirectBuffer buffer,
                    final int offset, final int length, final long receiveTimeNanos) {
                truth.onMessage(buffer, offset, length);
            }

            @Override
            public void onGap(final String session, final long begin, final long end) {
                // What the capture does not hold is in no book; the feed handler reports it.
            }

            @Override
            public void onMalformed(final int line, final PacketFault fault, final DirectBuffer buffer,
                    final int offset, final int length) {
                // Counted and parked by the feed handler.
            }
        });
        try (source) {
            while (!source.exhausted()) {
                source.poll(arbiter, PACKETS_PER_POLL);
            }
            arbiter.endOfInput();
        }
        return truth;
    }
}
