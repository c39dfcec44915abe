package io.depthstream.ingest.feed;

/** Takes finished batches, in the order their symbols' events must keep. Called on the handler's thread. */
@FunctionalInterface
public interface BatchSink {
    /**
     * Takes one batch.
     *
     * @param symbolId id in the {@link SymbolDirectory}
     * @param value    the encoded {@code EventBatch}; the sink's to keep
     */
    void accept(int symbolId, byte[] value);
}
