package io.depthstream.jobs.hot;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

/**
 * The newest state of each symbol, between the thread that offers (the Flink task) and the one that drains.
 *
 * <p>Bounded: one state a symbol, at most {@code maxSymbols} of them. A changed symbol waits in a ring exactly once,
 * however often it changes, so the ring can't overflow. Wait-free for the offering thread; the draining one never holds
 * anything the other would wait for.
 */
final class PendingStates {

    private final int maxSymbols;
    private final int depth;
    private final BiFunction<String, String, SymbolSlot> slots;
    private final Map<String, SymbolSlot> bySymbol = new HashMap<>();
    private final AtomicReferenceArray<SymbolSlot> known;
    private final AtomicReferenceArray<SymbolSlot> ring;
    private final int mask;
    private final ArrayDeque<SymbolSlot> again = new ArrayDeque<>();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong conflated = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    /** Each stands for a state that was overwritten while the draining thread had its hand on it. */
    private final AtomicLong overtaken = new AtomicLong();

    private volatile int knownCount;
    private volatile long tail;
    private volatile long head;

    /**
     * An empty store.
     *
     * @param maxSymbols most symbols kept
     * @param depth      levels a side of each
     * @param address    where the store keeps a venue and symbol
     */
    PendingStates(final int maxSymbols, final int depth, final BiFunction<String, String, Object> address) {
        this.maxSymbols = maxSymbols;
        this.depth = depth;
        this.slots = (venue, symbol) -> new SymbolSlot(venue, address.apply(venue, symbol), depth);
        known = new AtomicReferenceArray<>(maxSymbols);
        final int capacity = Integer.highestOneBit(Math.max(1, maxSymbols - 1)) << 1;
        ring = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /**
     * Makes this the newest state of its symbol; offering thread only.
     *
     * @return whether the symbol began to wait by this: the draining thread may need waking
     * @throws IllegalArgumentException if the symbol was offered for another venue before
     */
    boolean offer(final HotBookState newest) {
        increment(offered);
        SymbolSlot slot = bySymbol.get(newest.symbol());
        if (slot == null) {
            slot = admit(newest);
            if (slot == null) {
                increment(refused);
                return false;
            }
        }
        if (!slot.venue().equals(newest.venue())) {
            throw new IllegalArgumentException("one publisher serves one venue: " + newest.symbol() + " was offered for "
                    + slot.venue() + " and now for " + newest.venue());
        }
        slot.write(newest);
        if (!slot.beginWaiting()) {
            increment(conflated);
            return false;
        }
        final long at = tail;
        ring.set((int) at & mask, slot);
        tail = at + 1;
        return true;
    }

    /** The next changed symbol, or null; it no longer waits. Draining thread only. */
    SymbolSlot poll() {
        SymbolSlot slot = again.poll();
        if (slot == null) {
            final long at = head;
            if (at == tail) {
                return null;
            }
            slot = ring.getAndSet((int) at & mask, null);
            head = at + 1;
        }
        slot.endWaiting();
        return slot;
    }

    /** Lets a symbol wait again, unless it does already, and its newest state be sent even if it was. Draining thread only. */
    void again(final SymbolSlot slot) {
        slot.forgetTaken();
        if (slot.beginWaiting()) {
            again.add(slot);
        }
    }

    /** Counts that a symbol waited for a state that was already on its way. Draining thread only. */
    void overtaken() {
        increment(overtaken);
    }

    /** Lets every known symbol wait again: the store may have lost everything. Draining thread only. */
    void everythingAgain() {
        final int count = knownCount;
        for (int i = 0; i < count; i++) {
            again(known.get(i));
        }
    }

    /** Whether no symbol waits. Draining thread only. */
    boolean isEmpty() {
        return again.isEmpty() && head == tail;
    }

    /** Symbols waiting to be sent, as seen by the draining thread. */
    int waiting() {
        return again.size() + (int) (tail - head);
    }

    /** Symbols whose newest state is not acknowledged; any thread, O(symbols). */
    int unacknowledged() {
        final int count = knownCount;
        int pending = 0;
        for (int i = 0; i < count; i++) {
            if (!known.get(i).acknowledged()) {
                pending++;
            }
        }
        return pending;
    }

    /** Symbols known. */
    int symbols() {
        return knownCount;
    }

    /** Levels a side. */
    int depth() {
        return depth;
    }

    /** States offered. */
    long offered() {
        return offered.get();
    }

    /** States overwritten before they were sent. */
    long conflated() {
        return conflated.get() + overtaken.get();
    }

    /** States refused because {@code maxSymbols} symbols were known. */
    long refused() {
        return refused.get();
    }

    /** One thread counts each, so the increment needs no atomic read-modify-write. */
    private static void increment(final AtomicLong counter) {
        counter.lazySet(counter.get() + 1);
    }

    private SymbolSlot admit(final HotBookState first) {
        final int count = knownCount;
        if (count == maxSymbols) {
            return null;
        }
        final SymbolSlot slot = slots.apply(first.venue(), first.symbol());
        bySymbol.put(first.symbol(), slot);
        known.set(count, slot);
        knownCount = count + 1;
        return slot;
    }
}
