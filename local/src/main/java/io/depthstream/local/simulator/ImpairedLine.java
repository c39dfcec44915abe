package io.depthstream.local.simulator;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One line on its way to the wire, with its {@link LineImpairment}. Which packets suffer depends on the seed and on
 * the number of packets before, never on a clock; only how long a late packet is held at most does.
 *
 * <p>One thread; allocates nothing after construction.
 */
final class ImpairedLine {

    /** Takes packets off the line's end. */
    @FunctionalInterface
    interface Wire {

        void send(DirectBuffer packet, int offset, int length);
    }

    /** A late packet goes out after this time even if too few packets have overtaken it. */
    static final long MAX_HOLD_NANOS = 10_000_000;

    private static final long EMPTY = -1;

    private final Wire wire;
    private final SeededRandom random;
    private final int loss;
    private final int duplicate;
    private final int reorder;
    private final int maxDisplacement;
    private final UnsafeBuffer held;
    private final int maxPacketLength;
    private final int[] heldLength;
    private final long[] releaseAfter;
    private final long[] heldSince;
    private int heldCount;
    private long packets;
    private volatile long lost;
    private volatile long duplicated;
    private volatile long reordered;

    ImpairedLine(final LineImpairment impairment, final int maxPacketLength, final Wire wire) {
        this.wire = wire;
        this.maxPacketLength = maxPacketLength;
        random = new SeededRandom(impairment.seed());
        loss = numerator(impairment.loss());
        duplicate = numerator(impairment.duplicate());
        reorder = numerator(impairment.reorder());
        maxDisplacement = impairment.maxDisplacement();
        final int slots = reorder == 0 ? 0 : maxDisplacement;
        held = new UnsafeBuffer(new byte[slots * maxPacketLength]);
        heldLength = new int[slots];
        releaseAfter = new long[slots];
        heldSince = new long[slots];
        Arrays.fill(releaseAfter, EMPTY);
    }

    /** Sends a packet with messages, loses it, doubles it or sends it later. */
    void send(final DirectBuffer packet, final int offset, final int length, final long nowNanos) {
        packets++;
        if (suffers(loss)) {
            lost++;
        } else if (suffers(reorder)) {
            hold(packet, offset, length, nowNanos);
        } else {
            wire.send(packet, offset, length);
            if (suffers(duplicate)) {
                duplicated++;
                wire.send(packet, offset, length);
            }
        }
        if (heldCount > 0) {
            release(packets, nowNanos - MAX_HOLD_NANOS);
        }
    }

    /** Sends late packets whose time is up. */
    void onTime(final long nowNanos) {
        if (heldCount > 0) {
            release(packets, nowNanos - MAX_HOLD_NANOS);
        }
    }

    /** Sends a heartbeat or end of session, after everything that is held: it is never impaired. */
    void sendSpared(final DirectBuffer packet, final int offset, final int length) {
        if (heldCount > 0) {
            release(Long.MAX_VALUE, Long.MAX_VALUE);
        }
        wire.send(packet, offset, length);
    }

    long lost() {
        return lost;
    }

    long duplicated() {
        return duplicated;
    }

    long reordered() {
        return reordered;
    }

    private void hold(final DirectBuffer packet, final int offset, final int length, final long nowNanos) {
        reordered++;
        int slot = 0;
        while (releaseAfter[slot] != EMPTY) {
            slot++;
        }
        held.putBytes(slot * maxPacketLength, packet, offset, length);
        heldLength[slot] = length;
        releaseAfter[slot] = packets + 1 + random.below(maxDisplacement);
        heldSince[slot] = nowNanos;
        heldCount++;
    }

    private void release(final long upToPacket, final long heldUpTo) {
        for (int slot = 0; slot < releaseAfter.length; slot++) {
            if (releaseAfter[slot] != EMPTY && (releaseAfter[slot] <= upToPacket || heldSince[slot] <= heldUpTo)) {
                releaseAfter[slot] = EMPTY;
                heldCount--;
                wire.send(held, slot * maxPacketLength, heldLength[slot]);
            }
        }
    }

    private boolean suffers(final int numerator) {
        return numerator > 0 && random.below(1 << 30) < numerator;
    }

    private static int numerator(final double probability) {
        return (int) (probability * (1 << 30));
    }
}
