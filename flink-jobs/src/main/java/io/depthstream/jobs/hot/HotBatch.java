package io.depthstream.jobs.hot;

/**
 * The newest states of some symbols on their way to the store: what was sent of each, and what came back.
 *
 * <p>Filled and read by the draining thread; answered once, by any thread.
 */
public final class HotBatch {

    /** What came back: a reply or an error, never both. */
    private record Answer(BatchReply reply, Throwable error) {}

    private final SymbolSlot[] slots;
    private final long[] versions;
    private int size;
    private long sentNanos;
    private int generation;
    private volatile Answer answer;

    /** An empty batch of at most {@code capacity} symbols. */
    HotBatch(final int capacity) {
        slots = new SymbolSlot[capacity];
        versions = new long[capacity];
    }

    /**
     * Takes waiting symbols into the batch until it is full or nobody waits, and copies their states out. A symbol being
     * written at this moment waits again: the next batch takes it. A state goes out once, until it is to be sent
     * again.
     *
     * @param staged a holder for each symbol of a full batch, reused from batch to batch
     */
    void fill(final PendingStates pending, final HotBookState[] staged) {
        int tries = pending.waiting();
        while (size < slots.length && tries-- > 0) {
            final SymbolSlot slot = pending.poll();
            if (slot == null) {
                return;
            }
            final long version = slot.take(staged[size]);
            if (version == SymbolSlot.TORN) {
                pending.again(slot);
            } else if (version == SymbolSlot.TAKEN) {
                pending.overtaken();
            } else {
                slots[size] = slot;
                versions[size++] = version;
            }
        }
    }

    /** How many states. */
    public int size() {
        return size;
    }

    /** Where state {@code i} goes: what {@link HotLink#addressOf} gave for its symbol. */
    public <T> T address(final int i, final Class<T> kind) {
        return slots[i].address(kind);
    }

    /** Notes when the batch went out. */
    void sent(final long nowNanos) {
        sentNanos = nowNanos;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** Notes with which loading of its script a link sent the batch. */
    void generation(final int sentWith) {
        generation = sentWith;
    }

    int generation() {
        return generation;
    }

    /** Takes what came back: a reply, or an error and null. */
    public void answer(final BatchReply reply, final Throwable error) {
        answer = new Answer(reply, error);
    }

    boolean answered() {
        return answer != null;
    }

    /** The error that came back, or null. */
    Throwable error() {
        return answer.error;
    }

    /** What came back; null if that was an error. */
    BatchReply reply() {
        return answer.reply;
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
