package io.depthstream.local.cli;

/** Something the user asked for that can't be: the message names it, the value seen and what to do; exit code 2. */
public final class UsageException extends RuntimeException {
    /** Creates an exception with a message for the user. */
    public UsageException(final String message) {
        super(message);
    }
}
