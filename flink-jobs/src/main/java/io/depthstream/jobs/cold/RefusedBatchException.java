package io.depthstream.jobs.cold;

import java.io.IOException;

/** The store answered, and does not take rows it was sent. Sending the same again won't help; the connection is sound. */
public final class RefusedBatchException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what the store said.
     *
     * @param message the store's own words, and which table where known
     */
    public RefusedBatchException(final String message) {
        super(message);
    }
}
