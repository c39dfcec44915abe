package io.depthstream.jobs.config;

import java.util.List;

/** A configuration that can't be used: all of its errors at once, each naming key, value seen and what is allowed. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Exit code of a process that refuses its configuration. */
    public static final int EXIT_CODE = 2;

    private final List<String> errors;

    /** An exception of the given errors, in the order of the keys. */
    public ConfigException(final List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    /** The errors, one sentence each. */
    public List<String> errors() {
        return errors;
    }

    /** The errors as lines for standard error. */
    public String report() {
        final StringBuilder lines = new StringBuilder("ERROR: configuration refused, " + errors.size()
                + (errors.size() == 1 ? " error" : " errors"));
        for (final String error : errors) {
            lines.append(System.lineSeparator()).append("  ").append(error);
        }
        return lines.toString();
    }
}
