package io.depthstream.ingest.feed;

/**
 * A configuration that cannot be used. The message names the key, the value seen and what is allowed; the program that
 * reads it prints the message and exits with {@value #EXIT_CODE}.
 */
public final class ConfigException extends RuntimeException {
    /** Exit code of a program refused for its usage or configuration. */
    public static final int EXIT_CODE = 2;

    private static final long serialVersionUID = 1L;

    /** Says what is wrong in the message. */
    public ConfigException(final String message) {
        super(message);
    }

    /** The common form: key, value, allowed. */
    static ConfigException of(final String key, final String value, final String allowed) {
        return new ConfigException(key + " = '" + value + "': expected " + allowed);
    }
}
