package io.depthstream.ingest.session.soup;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The message that ends a GLIMPSE spin: where to go on in the ITCH stream. Source: NASDAQ GLIMPSE 5.0, "Snapshot Message".
 */
public final class GlimpseSnapshot {

    /** Message type. */
    public static final char TYPE = 'G';
    /** Bytes of the message: type, and a number in ASCII digits. */
    public static final int LENGTH = 1 + SoupBinTcp.NUMBER_LENGTH;

    private GlimpseSnapshot() {
    }

    /** Whether a message is of this type, whatever its length. */
    public static boolean is(final DirectBuffer buffer, final int offset, final int length) {
        return length > 0 && buffer.getByte(offset) == TYPE;
    }

    /** ITCH sequence to process next, at least 1; {@link SoupText#NO_NUMBER} where the message is malformed. */
    public static long sequence(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence =
            length == LENGTH ? SoupText.number(buffer, offset + 1, SoupBinTcp.NUMBER_LENGTH) : SoupText.NO_NUMBER;
        return sequence < 1 ? SoupText.NO_NUMBER : sequence;
    }

    /** Writes the message; returns {@link #LENGTH}. */
    public static int encode(final MutableDirectBuffer buffer, final int offset, final long sequence) {
        buffer.putByte(offset, (byte) TYPE);
        SoupText.left(buffer, offset + 1, SoupBinTcp.NUMBER_LENGTH, Long.toString(sequence));
        return LENGTH;
    }
}
