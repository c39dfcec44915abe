package io.depthstream.jobs.hot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Newest state of one symbol under a sequence lock: one thread writes without ever waiting, one other copies out and
 * finds out whether a write came in between.
 *
 * <p>A lock would let the task wait while the draining thread, holding it, has lost its CPU; on two cores that is a
 * scheduler's time slice, far above the latency target.
 */
final class SymbolSlot {

    private static final VarHandle VERSION;
    private static final VarHandle WAITING;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            VERSION = lookup.findVarHandle(SymbolSlot.class, "version", long.class);
            WAITING = lookup.findVarHandle(SymbolSlot.class, "waiting", boolean.class);
        } catch (final ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** What {@link #read} gives when a write came in between. */
    static final long TORN = -1L;

    /** What {@link #take} gives when the newest state is on its way already. */
    static final long TAKEN = -2L;

    private final String venue;
    private final Object address;
    private final HotBookState state;

    /** Odd while a write is going on; two higher after each. */
    private volatile long version;

    private volatile boolean waiting;
    private volatile long acknowledgedVersion;

    /** The version given out last, 0 for none; draining thread only. */
    private long takenVersion;

    SymbolSlot(final String venue, final Object address, final int depth) {
        this.venue = venue;
        this.address = address;
        this.state = new HotBookState(depth);
    }

    /** Takes over a newer state; writing thread only. Wait-free, no allocation. */
    void write(final HotBookState newest) {
        final long before = (long) VERSION.getOpaque(this);
        VERSION.setOpaque(this, before + 1);
        VarHandle.storeStoreFence();
        state.copyFrom(newest);
        VERSION.setRelease(this, before + 2);
    }

    /**
     * Copies the state out; draining thread only.
     *
     * @return the version copied, for {@link #acknowledge}; or {@link #TORN}, and what was copied is to be thrown away
     */
    long read(final HotBookState into) {
        final long before = (long) VERSION.getAcquire(this);
        // 0: known to the draining thread since a moment ago, and its first state is still on the way.
        if (before == 0 || (before & 1) != 0) {
            return TORN;
        }
        into.copyFrom(state);
        VarHandle.loadLoadFence();
        return (long) VERSION.getOpaque(this) == before ? before : TORN;
    }

    /**
     * Copies the state out, unless that version was taken before: a write between {@link #endWaiting} and the copy lets the
     * symbol wait again for what the copy has already, and a store that keeps nothing would be told it twice. Draining
     * thread only.
     *
     * @return the version copied, for {@link #acknowledge}; {@link #TORN} or {@link #TAKEN}, and there is nothing to send
     */
    long take(final HotBookState into) {
        final long read = read(into);
        if (read == TORN) {
            return TORN;
        }
        if (read == takenVersion) {
            return TAKEN;
        }
        takenVersion = read;
        return read;
    }

    /** What was taken is to be sent once more: it may not have arrived. Draining thread only. */
    void forgetTaken() {
        takenVersion = 0;
    }

    /** Marks the symbol as waiting to be sent; false if it was already. Any thread. */
    boolean beginWaiting() {
        return !(boolean) WAITING.getAndSet(this, true);
    }

    /** Before the state is read: a write after this lets the symbol wait again. Draining thread only. */
    void endWaiting() {
        WAITING.setVolatile(this, false);
    }

    /** The store has answered for this version. Draining thread only. */
    void acknowledge(final long answered) {
        if (answered > acknowledgedVersion) {
            acknowledgedVersion = answered;
        }
    }

    /** Whether the store has answered for the newest version. Any thread. */
    boolean acknowledged() {
        return acknowledgedVersion == version;
    }

    String venue() {
        return venue;
    }

    /** Where the store keeps the symbol: what {@link HotLink#addressOf} gave. */
    <T> T address(final Class<T> kind) {
        return kind.cast(address);
    }
}
