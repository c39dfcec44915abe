package io.depthstream.jobs.book.state;

/** Keyed state that this build can't read: corrupt, or written by a newer one. The job must not start from it. */
public final class CorruptStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception that says what was expected and what was seen. */
    public CorruptStateException(final String message) {
        super(message);
    }

    /** As above, with the failure underneath. */
    public CorruptStateException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
