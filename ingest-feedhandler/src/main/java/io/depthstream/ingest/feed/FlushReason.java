package io.depthstream.ingest.feed;

/** Why batches were sent when they were; counted, because the mix says which limit to turn. */
public enum FlushReason {
    /** The source had nothing more: the usual reason at low rates, without delay. */
    DRAINED("drained"),
    /** The oldest event had waited its longest. */
    LINGER("linger"),
    /** All symbols together held as many events as may wait. */
    PENDING("pending"),
    /** One symbol's batch was full; that one alone is sent. */
    SYMBOL_FULL("symbol-full"),
    /** The session changed. */
    SESSION("session"),
    /** The handler was asked to drain or is closing. */
    CLOSE("close");

    private final String text;

    FlushReason(final String text) {
        this.text = text;
    }

    /** The reason as it stands in the metric's label. */
    public String text() {
        return text;
    }
}
