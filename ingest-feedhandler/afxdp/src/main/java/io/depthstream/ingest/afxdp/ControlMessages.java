package io.depthstream.ingest.afxdp;

import org.agrona.DirectBuffer;

/**
 * Reads the control messages of a received packet: the kernel's receive time and its count of dropped packets. One thread;
 * no allocation.
 *
 * <p>Source: struct cmsghdr, SO_TIMESTAMPNS and SO_RXQ_OVFL of socket(7).
 */
final class ControlMessages {
    /** Room for both messages. */
    static final int BYTES = 64;

    private static final int SOL_SOCKET = 1;
    private static final int TIMESTAMP_NANOS = 35;
    private static final int OVERFLOW = 40;
    private static final int HEADER = 16;
    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private long stampNanos;
    private long dropped;

    /** Reads them; without one the stamp is 0, and the drops are those of the last packet that told. */
    void read(final DirectBuffer buffer, final int offset, final int length) {
        stampNanos = 0;
        int at = offset;
        while (offset + length - at >= HEADER) {
            final long bytes = buffer.getLong(at);
            if (bytes < HEADER || bytes > offset + length - at) {
                return;
            }
            if (buffer.getInt(at + LEVEL) == SOL_SOCKET) {
                message(buffer, at);
            }
            at += (int) (bytes + Long.BYTES - 1) & -Long.BYTES;
        }
    }

    private void message(final DirectBuffer buffer, final int at) {
        final int type = buffer.getInt(at + TYPE);
        if (type == TIMESTAMP_NANOS) {
            stampNanos = buffer.getLong(at + HEADER) * NANOS_PER_SECOND + buffer.getLong(at + HEADER + Long.BYTES);
        } else if (type == OVERFLOW) {
            dropped = buffer.getInt(at + HEADER) & 0xffff_ffffL;
        }
    }

    /** Nanoseconds since the epoch at which the kernel received the packet, or 0. */
    long stampNanos() {
        return stampNanos;
    }

    /** Packets that the socket has dropped since it was opened, modulo 2^32. */
    long dropped() {
        return dropped;
    }
}
