package io.depthstream.ingest.itch;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The venue's alpha fields: one byte a character, left justified, padded on the right with spaces
 * (TotalView-ITCH 5.0, data types). Bytes are read as Latin-1, so that whatever was sent can be shown and sent again.
 */
public final class ItchText {
    /** Characters in a stock symbol field, and in the number {@link #pack} makes. */
    public static final int STOCK_LENGTH = 8;

    private static final char PADDING = ' ';

    private ItchText() {
    }

    /**
     * Packs a symbol as it stands on the wire, so that symbols compare as numbers; allocates nothing.
     *
     * @throws IllegalArgumentException if it has more than eight characters, or one wider than a byte
     */
    public static long pack(final String symbol) {
        checkText(symbol, STOCK_LENGTH, "stock");
        long packed = 0;
        for (int i = 0; i < STOCK_LENGTH; i++) {
            packed = packed << 8 | (i < symbol.length() ? symbol.charAt(i) : PADDING);
        }
        return packed;
    }

    /** The symbol {@link #pack} was given; allocates a string. */
    public static String unpack(final long packed) {
        final byte[] bytes = new byte[STOCK_LENGTH];
        for (int i = 0; i < STOCK_LENGTH; i++) {
            bytes[i] = (byte) (packed >>> 8 * (STOCK_LENGTH - 1 - i));
        }
        return trimmed(bytes);
    }

    static String read(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return trimmed(bytes);
    }

    static void write(
            final MutableDirectBuffer buffer,
            final int offset,
            final int length,
            final String text,
            final String field) {
        checkText(text, length, field);
        for (int i = 0; i < length; i++) {
            buffer.putByte(offset + i, (byte) (i < text.length() ? text.charAt(i) : PADDING));
        }
    }

    private static String trimmed(final byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == PADDING) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static void checkText(final String text, final int length, final String field) {
        if (text.length() > length) {
            throw new IllegalArgumentException(
                    field + " must have at most " + length + " characters, was '" + text + "'");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw new IllegalArgumentException(
                        field + " must hold one-byte characters only, was '" + text + "'");
            }
        }
    }
}
