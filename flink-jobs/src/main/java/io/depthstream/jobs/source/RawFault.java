package io.depthstream.jobs.source;

/**
 * Why a Kafka record can't be an event batch, seen from outside (the value is not looked into).
 *
 * <p>The code is part of the serialised form of {@link RawBatch}: never reuse or change one.
 */
public enum RawFault {
    /** Nothing wrong from outside. */
    NONE(0, ""),
    /** The record has no key or an empty one, so it names no symbol. */
    EMPTY_KEY(1, "record key is empty; expected the UTF-8 symbol"),
    /** The record has no value: a tombstone has no meaning on a raw topic. */
    NULL_VALUE(2, "record value is null; expected an EventBatch (the raw topic must never be compacted)"),
    /** The key is longer than {@link ByteInterner#MAX_TEXT_BYTES} bytes. */
    KEY_TOO_LONG(3, "record key is longer than " + ByteInterner.MAX_TEXT_BYTES + " bytes; expected the UTF-8 symbol"),
    /** The key is no UTF-8. */
    KEY_NOT_UTF8(4, "record key is not UTF-8; expected the UTF-8 symbol");

    private final int code;
    private final String reason;

    RawFault(final int code, final String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** Number that stands for the fault in serialised form. */
    public int code() {
        return code;
    }

    /** One sentence for the dead letter: what was seen and what was expected. Empty for {@link #NONE}. */
    public String reason() {
        return reason;
    }

    /**
     * The fault a code stands for.
     *
     * @throws IllegalArgumentException for a code no version has written
     */
    public static RawFault ofCode(final int code) {
        return switch (code) {
            case 0 -> NONE;
            case 1 -> EMPTY_KEY;
            case 2 -> NULL_VALUE;
            case 3 -> KEY_TOO_LONG;
            case 4 -> KEY_NOT_UTF8;
            default -> throw new IllegalArgumentException(
                    "raw fault code " + code + " is unknown; expected 0 to 4 (was the state written by a newer version?)");
        };
    }
}
