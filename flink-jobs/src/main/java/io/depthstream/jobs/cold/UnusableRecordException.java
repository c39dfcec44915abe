package io.depthstream.jobs.cold;

/** A record that can't become rows of a store. It is counted, parked with its bytes and position, and passed over. */
public final class UnusableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Says why.
     *
     * @param reason  counted reason, short, such as {@code malformed}
     * @param message what was expected, what was seen
     */
    public UnusableRecordException(final String reason, final String message) {
        super(message);
        this.reason = reason;
    }

    /** The counted reason. */
    public String reason() {
        return reason;
    }
}
