package io.depthstream.jobs.hot;

import java.util.List;

/**
 * One script call: the symbols in it with the version sent of each, and what came back.
 *
 * <p>Filled and read by the draining thread; answered once by the connection's thread.
 */
final class RedisBatch {

    /** What came back: a reply or an error, never both. */
    private record Answer(List<Object> reply, Throwable error) {}

    private final SymbolSlot[] slots;
    private final long[] versions;
    private int size;
    private long sentNanos;
    private int scriptGeneration;
    private volatile Answer answer;

    /** An empty batch of at most {@code capacity} symbols. */
    RedisBatch(final int capacity) {
        slots = new SymbolSlot[capacity];
        versions = new long[capacity];
    }

    void add(final SymbolSlot slot, final long version) {
        slots[size] = slot;
        versions[size++] = version;
    }

    boolean isFull() {
        return size == slots.length;
    }

    int size() {
        return size;
    }

    SymbolSlot slot(final int i) {
        return slots[i];
    }

    /** Notes when the call went out and with which loading of the script. */
    void sent(final long nowNanos, final int generation) {
        sentNanos = nowNanos;
        scriptGeneration = generation;
    }

    long sentNanos() {
        return sentNanos;
    }

    int scriptGeneration() {
        return scriptGeneration;
    }

    /** Takes what came back; connection's thread. */
    void answer(final List<Object> reply, final Throwable error) {
        answer = new Answer(reply, error);
    }

    boolean answered() {
        return answer != null;
    }

    /** The error that came back, or null. */
    Throwable error() {
        return answer.error;
    }

    /**
     * The script's own numbers, checked.
     *
     * @throws IllegalStateException if the reply isn't what the script gives
     */
    ScriptReply reply() {
        return ScriptReply.of(answer.reply, size);
    }

    /** The store has taken or refused every state of the batch. */
    void acknowledgeAll() {
        for (int i = 0; i < size; i++) {
            slots[i].acknowledge(versions[i]);
        }
    }

    /** Nothing is known about the batch: each symbol's newest state is to be sent. */
    void sendAgain(final PendingStates pending) {
        for (int i = 0; i < size; i++) {
            pending.again(slots[i]);
        }
    }
}
