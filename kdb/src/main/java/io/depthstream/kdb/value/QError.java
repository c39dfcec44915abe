package io.depthstream.kdb.value;

/** A q signal: its message is what kdb+ prints after the quote, such as {@code type} or {@code length}. */
public final class QError extends RuntimeException {
    /** Makes the signal with this name. */
    public QError(String name) {
        super(name, null, false, false);
    }

    /** The argument's type does not fit. */
    public static QError type() {
        return new QError("type");
    }

    /** The argument's lengths do not fit each other. */
    public static QError length() {
        return new QError("length");
    }

    /** Too many arguments, or too few. */
    public static QError rank() {
        return new QError("rank");
    }

    /** The value is outside of what the function is defined for. */
    public static QError domain() {
        return new QError("domain");
    }

    /** kdb+ has it and this server has not: the answer is an error, never a wrong value. */
    public static QError nyi() {
        return new QError("nyi");
    }

    /** A limit of this server is passed. */
    public static QError limit() {
        return new QError("limit");
    }
}
