package io.depthstream.schemas.codec;

/**
 * Bytes that are not a value of the expected schema. The only exception the readers of this package throw for hostile
 * input; the caller parks the bytes on {@code market.dlq} and goes on.
 */
public final class MalformedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final int offset;

    /**
     * @param field  schema and field that could not be read, such as {@code EventBatch.events.price}
     * @param offset byte in the value where reading it began, 0 for the first byte of the value
     * @param detail what was expected and what was seen
     */
    public MalformedRecordException(final String field, final int offset, final String detail) {
        super(field + " at byte " + offset + ": " + detail);
        this.field = field;
        this.offset = offset;
    }

    /**
     * @param field  as above
     * @param offset as above
     * @param detail as above
     * @param cause  what the Avro library said
     */
    public MalformedRecordException(
        final String field, final int offset, final String detail, final Throwable cause) {
        this(field, offset, detail);
        initCause(cause);
    }

    /** Schema and field that could not be read, such as {@code EventBatch.events.price}. */
    public String field() {
        return field;
    }

    /** Byte in the value where reading the field began; 0 is the first byte of the value. */
    public int offset() {
        return offset;
    }
}
