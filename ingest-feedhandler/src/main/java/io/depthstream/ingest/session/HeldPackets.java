package io.depthstream.ingest.session;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packets that came too early, in order of sequence, in memory taken once.
 *
 * <p>Bytes are kept in chunks of {@value #CHUNK_BYTES}, so one common packet takes one chunk and a jumbo packet a chain
 * of them. A packet is put in by walking down from the highest, since a packet that is early is nearly always the newest.
 * Bounded by packets and by bytes; no allocation after construction; one thread.
 */
final class HeldPackets {

    /** Holds any packet of a 1,500-byte network. */
    static final int CHUNK_BYTES = 2048;
    private static final int NONE = -1;

    private final UnsafeBuffer memory;
    private final int[] nextChunk;
    private final UnsafeBuffer joined = new UnsafeBuffer(new byte[MoldUdp64.MAX_PACKET_LENGTH]);
    private final long[] sequences;
    private final long[] receiveTimes;
    private final int[] lengths;
    private final int[] lines;
    private final int[] firstChunk;
    private final int[] next;
    private final int[] previous;
    private int freeSlot;
    private int freeChunk;
    private int freeChunks;
    private int head = NONE;
    private int tail = NONE;
    private int packets;
    private int bytes;

    HeldPackets(final int maxPackets, final int maxBytes) {
        final int chunks = maxBytes / CHUNK_BYTES;
        memory = new UnsafeBuffer(new byte[chunks * CHUNK_BYTES]);
        nextChunk = chain(chunks);
        freeChunks = chunks;
        sequences = new long[maxPackets];
        receiveTimes = new long[maxPackets];
        lengths = new int[maxPackets];
        lines = new int[maxPackets];
        firstChunk = new int[maxPackets];
        next = chain(maxPackets);
        previous = new int[maxPackets];
    }

    private static int[] chain(final int count) {
        final int[] chain = new int[count];
        for (int i = 0; i < count; i++) {
            chain[i] = i + 1 < count ? i + 1 : NONE;
        }
        return chain;
    }

    boolean isEmpty() {
        return head == NONE;
    }

    int packets() {
        return packets;
    }

    int bytes() {
        return bytes;
    }

    boolean fits(final int length) {
        return freeSlot != NONE && chunks(length) <= freeChunks;
    }

    void insert(
            final long sequence,
            final int line,
            final long receiveTimeNanos,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final int slot = freeSlot;
        freeSlot = next[slot];
        sequences[slot] = sequence;
        receiveTimes[slot] = receiveTimeNanos;
        lengths[slot] = length;
        lines[slot] = line;
        store(slot, buffer, offset, length);
        link(slot, sequence);
        packets++;
        bytes += length;
    }

    long firstSequence() {
        return sequences[head];
    }

    int firstLine() {
        return lines[head];
    }

    long firstReceiveTime() {
        return receiveTimes[head];
    }

    /** Points the flyweight at the lowest packet; valid until the next call to this class. */
    void wrapFirst(final MoldUdp64Packet packet) {
        final int length = lengths[head];
        if (length <= CHUNK_BYTES) {
            packet.wrap(memory, firstChunk[head] * CHUNK_BYTES, length);
            return;
        }
        int chunk = firstChunk[head];
        for (int done = 0; done < length; done += CHUNK_BYTES) {
            joined.putBytes(done, memory, chunk * CHUNK_BYTES, Math.min(CHUNK_BYTES, length - done));
            chunk = nextChunk[chunk];
        }
        packet.wrap(joined, 0, length);
    }

    void removeFirst() {
        final int slot = head;
        int chunk = firstChunk[slot];
        for (int count = chunks(lengths[slot]); count > 0; count--) {
            final int following = nextChunk[chunk];
            nextChunk[chunk] = freeChunk;
            freeChunk = chunk;
            freeChunks++;
            chunk = following;
        }
        head = next[slot];
        if (head == NONE) {
            tail = NONE;
        } else {
            previous[head] = NONE;
        }
        next[slot] = freeSlot;
        freeSlot = slot;
        packets--;
        bytes -= lengths[slot];
    }

    private void store(final int slot, final DirectBuffer buffer, final int offset, final int length) {
        firstChunk[slot] = freeChunk;
        for (int done = 0; done < length; done += CHUNK_BYTES) {
            memory.putBytes(freeChunk * CHUNK_BYTES, buffer, offset + done, Math.min(CHUNK_BYTES, length - done));
            freeChunk = nextChunk[freeChunk];
            freeChunks--;
        }
    }

    private void link(final int slot, final long sequence) {
        int below = tail;
        while (below != NONE && sequences[below] > sequence) {
            below = previous[below];
        }
        final int above = below == NONE ? head : next[below];
        previous[slot] = below;
        next[slot] = above;
        if (below == NONE) {
            head = slot;
        } else {
            next[below] = slot;
        }
        if (above == NONE) {
            tail = slot;
        } else {
            previous[above] = slot;
        }
    }

    private static int chunks(final int length) {
        return (length + CHUNK_BYTES - 1) / CHUNK_BYTES;
    }
}
