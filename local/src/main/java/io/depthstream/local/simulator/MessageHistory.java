package io.depthstream.local.simulator;

import io.depthstream.ingest.session.MoldUdp64Encoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last messages sent, for those who missed some. Holds a fixed number of messages and forgets the oldest; 64 bytes
 * each. Written by the transmitter and read by the server: every method takes the lock.
 */
public final class MessageHistory {

    private static final int SLOT = 64;
    /** Most messages remembered. */
    static final int MAX_MESSAGES = 1 << 23;

    private final UnsafeBuffer slots;
    private final long capacity;
    private long last;

    /**
     * An empty history.
     *
     * @param messages most messages remembered, rounded up to a power of two, at most 8,388,608 (half a gibibyte)
     */
    public MessageHistory(final int messages) {
        capacity = capacity(messages);
        slots = new UnsafeBuffer(new byte[Math.toIntExact(capacity * SLOT)]);
    }

    /** How many messages a history that is to hold so many has room for. */
    static long capacity(final int messages) {
        if (messages < 1 || messages > MAX_MESSAGES) {
            throw new IllegalArgumentException(
                "a history holds 1 to " + MAX_MESSAGES + " messages, not " + messages);
        }
        return Long.highestOneBit(2L * messages - 1);
    }

    /** Remembers the next message; sequences are given without a hole from 1. */
    public synchronized void append(final DirectBuffer message, final int offset, final int length) {
        if (length > SLOT - 1) {
            throw new IllegalArgumentException("a history holds messages up to " + (SLOT - 1) + " bytes, not " + length);
        }
        last++;
        final int slot = slot(last);
        slots.putByte(slot, (byte) length);
        slots.putBytes(slot + 1, message, offset, length);
    }

    /** Sequence of the newest message, 0 before the first. */
    public synchronized long last() {
        return last;
    }

    /** Sequence of the oldest message that is still remembered. */
    public synchronized long first() {
        return Math.max(1, last - capacity + 1);
    }

    /**
     * Appends remembered messages to a packet as long as they fit.
     *
     * @return messages appended; 0 where the first one is forgotten or not yet sent
     */
    public synchronized int copy(final long firstSequence, final int most, final MoldUdp64Encoder packet) {
        if (firstSequence < first()) {
            return 0;
        }
        int copied = 0;
        while (copied < most && firstSequence + copied <= last) {
            final int slot = slot(firstSequence + copied);
            final int length = slots.getByte(slot);
            if (!packet.fits(length)) {
                break;
            }
            packet.message(slots, slot + 1, length);
            copied++;
        }
        return copied;
    }

    private int slot(final long sequence) {
        return (int) (sequence & (capacity - 1)) * SLOT;
    }
}
