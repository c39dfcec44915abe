package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.session.MoldUdp64;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;

/**
 * Follows the MoldUDP64 sequence of each line, by itself, to tell what was lost before it got here: a gap that the other
 * line fills is no gap downstream, but it is one of this interface. One thread counts, any reads; no allocation.
 */
final class LineSequences {
    private final long[] expected;
    private final long[] session;
    private final AtomicLongArray gaps;
    private final AtomicLongArray missed;

    LineSequences(final int lines) {
        expected = new long[lines];
        session = new long[lines];
        gaps = new AtomicLongArray(lines);
        missed = new AtomicLongArray(lines);
    }

    /** Notes a packet; one that is no MoldUDP64 packet is passed over. */
    void onPacket(final int line, final DirectBuffer buffer, final int offset, final int length) {
        if (length < MoldUdp64.HEADER_LENGTH) {
            return;
        }
        final long first = buffer.getLong(offset + MoldUdp64.SEQUENCE_OFFSET, ByteOrder.BIG_ENDIAN);
        final int written = buffer.getShort(offset + MoldUdp64.COUNT_OFFSET, ByteOrder.BIG_ENDIAN) & 0xffff;
        final long name = buffer.getLong(offset) * 31 + buffer.getShort(offset + Long.BYTES);
        if (name != session[line]) {
            session[line] = name;
            expected[line] = first;
        }
        final long ahead = first - expected[line];
        if (ahead > 0) {
            gaps.setRelease(line, gaps.getPlain(line) + 1);
            missed.setRelease(line, missed.getPlain(line) + ahead);
        }
        final long next = first + (written == MoldUdp64.END_OF_SESSION_COUNT ? 0 : written);
        if (next > expected[line]) {
            expected[line] = next;
        }
    }

    int lines() {
        return expected.length;
    }

    /** Times that a line jumped ahead. */
    long gaps(final int line) {
        return gaps.getAcquire(line);
    }

    /** Messages that it jumped over. */
    long missed(final int line) {
        return missed.getAcquire(line);
    }
}
