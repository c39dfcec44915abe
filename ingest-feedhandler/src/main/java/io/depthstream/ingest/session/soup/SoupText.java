package io.depthstream.ingest.session.soup;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Text and number fields of SoupBinTCP and GLIMPSE: ASCII, padded with spaces. Reading a number allocates nothing. */
public final class SoupText {

    /** What {@link #number} gives for a field that is none. */
    public static final long NO_NUMBER = -1;

    private SoupText() {
    }

    /** Writes text, then spaces up to the field's length. */
    public static void left(
            final MutableDirectBuffer buffer, final int offset, final int fieldLength, final String text) {
        checked(text, fieldLength);
        buffer.setMemory(offset, fieldLength, (byte) ' ');
        buffer.putBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes spaces, then text up to the field's end. */
    public static void right(
            final MutableDirectBuffer buffer, final int offset, final int fieldLength, final String text) {
        checked(text, fieldLength);
        buffer.setMemory(offset, fieldLength, (byte) ' ');
        buffer.putBytes(offset + fieldLength - text.length(), text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Text without the spaces around it. Allocates. */
    public static String text(final DirectBuffer buffer, final int offset, final int fieldLength) {
        final byte[] bytes = new byte[fieldLength];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).strip();
    }

    /** A number in digits with spaces before or after it; {@link #NO_NUMBER} if it is anything else or too large. */
    public static long number(final DirectBuffer buffer, final int offset, final int fieldLength) {
        int begin = offset;
        int end = offset + fieldLength;
        while (begin < end && buffer.getByte(begin) == ' ') {
            begin++;
        }
        while (end > begin && buffer.getByte(end - 1) == ' ') {
            end--;
        }
        long value = 0;
        for (int i = begin; i < end; i++) {
            final int digit = buffer.getByte(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return NO_NUMBER;
            }
            value = 10 * value + digit;
        }
        return begin == end ? NO_NUMBER : value;
    }

    private static void checked(final String text, final int fieldLength) {
        if (text.length() > fieldLength || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("'" + text + "': expected at most " + fieldLength + " ASCII characters");
        }
    }
}
