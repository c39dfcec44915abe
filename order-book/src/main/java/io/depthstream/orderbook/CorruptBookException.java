package io.depthstream.orderbook;

/**
 * Bytes that should hold a book, or a change to one, hold something else: truncated, written by a newer
 * version, or not applicable to the book at hand. The book the bytes were read into is left empty.
 */
public final class CorruptBookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message says what was expected, what was seen, and where. */
    public CorruptBookException(final String message) {
        super(message);
    }
}
