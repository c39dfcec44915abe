package io.depthstream.ingest.feed;

/**
 * A record could not be delivered after all the producer's own retries. The handler stops: going on would leave a hole
 * that nobody downstream could tell from silence.
 */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which topic, what happened and what to do. */
    public PublishException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
