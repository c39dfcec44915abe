package io.depthstream.ingest.packet;

/**
 * What was asked for cannot be had on this machine: the JDK is too old, the kernel lacks it, the process has no right to
 * it, the driver can't do it. The message is one line that says which, and what to do. Something else can take its place.
 */
public final class UnavailableHereException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason one line: what is missing, and what to do about it */
    public UnavailableHereException(final String reason) {
        super(reason);
    }

    /** The same with what it came from. */
    public UnavailableHereException(final String reason, final Throwable cause) {
        super(reason, cause);
    }
}
