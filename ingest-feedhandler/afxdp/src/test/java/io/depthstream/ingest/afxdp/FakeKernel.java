package io.depthstream.ingest.afxdp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Plays the kernel's side of a fill ring and a receive ring: takes frames from the one, and hands them over by the other
 * with a number each. Fails the test where this side gives a frame twice, or one that is not its own to give.
 */
final class FakeKernel {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final int frames;
    private final int frameBytes;
    private final MemorySegment fillProducer;
    private final MemorySegment fillFlags;
    private final MemorySegment fillAddresses;
    private final MemorySegment receiveProducer;
    private final MemorySegment receiveConsumer;
    private final MemorySegment descriptors;
    private final boolean[] mine;
    private final Queue<Long> free = new ArrayDeque<>();
    private int filled;
    private int handed;

    /** @param counter value that both rings' counters begin at */
    FakeKernel(final int frames, final int frameBytes, final int counter, final Arena arena) {
        this.frames = frames;
        this.frameBytes = frameBytes;
        fillProducer = arena.allocateFrom(INT, counter);
        fillFlags = arena.allocate(INT);
        fillAddresses = arena.allocate((long) frames * Long.BYTES, Long.BYTES);
        receiveProducer = arena.allocateFrom(INT, counter);
        receiveConsumer = arena.allocateFrom(INT, counter);
        descriptors = arena.allocate((long) frames * ReceiveRing.DESCRIPTOR_BYTES, Long.BYTES);
        mine = new boolean[frames];
        filled = counter;
        handed = counter;
    }

    FillRing fillRing() {
        return new FillRing(fillProducer, fillFlags, fillAddresses);
    }

    ReceiveRing receiveRing() {
        return new ReceiveRing(receiveProducer, receiveConsumer, descriptors);
    }

    /** Says that it will not go on by itself. */
    void askForWakeUp(final boolean asked) {
        fillFlags.set(INT, 0, asked ? 1 : 0);
    }

    /** Takes what was published into the fill ring. */
    void takeFilled() {
        final int published = fillProducer.get(INT, 0);
        if (published - filled < 0 || published - filled > frames) {
            throw new AssertionError("fill counter went from " + filled + " to " + published);
        }
        for (; filled != published; filled++) {
            final long address = fillAddresses.get(LONG, (long) Math.floorMod(filled, frames) * Long.BYTES);
            final int frame = (int) (address / frameBytes);
            if (address % frameBytes != 0 || frame < 0 || frame >= frames || mine[frame]) {
                throw new AssertionError("frame at " + address + " was given twice, or is none");
            }
            mine[frame] = true;
            free.add(address);
        }
    }

    /** Frames it may fill now. */
    int free() {
        return free.size();
    }

    /** Hands frames over whose lengths are consecutive numbers, as many as it has and there is room for. */
    int handOver(final int most, final int firstLength, final int headroom) {
        int count = 0;
        while (count < most && !free.isEmpty() && handed - receiveConsumer.get(INT, 0) < frames) {
            final long address = free.remove();
            mine[(int) (address / frameBytes)] = false;
            final long place = (long) Math.floorMod(handed, frames) * ReceiveRing.DESCRIPTOR_BYTES;
            descriptors.set(LONG, place, address + headroom);
            descriptors.set(INT, place + Long.BYTES, firstLength + count);
            handed++;
            count++;
        }
        receiveProducer.set(INT, 0, handed);
        return count;
    }
}
