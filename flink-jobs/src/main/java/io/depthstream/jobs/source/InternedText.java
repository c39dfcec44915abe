package io.depthstream.jobs.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Reads and writes a short text as one length byte and UTF-8, giving back the shared String when reading.
 *
 * <p>Used by the serialisers of this module for symbols and topics. Allocation-free for known texts. Not thread-safe:
 * a serialiser owns one and its duplicate owns another.
 */
public final class InternedText {

    private final ByteInterner interner = new ByteInterner();
    private final byte[] scratch = new byte[ByteInterner.MAX_TEXT_BYTES];

    /**
     * Writes a text.
     *
     * @throws IOException if it is longer than {@link ByteInterner#MAX_TEXT_BYTES} bytes in UTF-8
     */
    public void write(final String text, final DataOutputView out) throws IOException {
        final int length = text.length();
        if (length <= scratch.length) {
            int i = 0;
            while (i < length) {
                final char c = text.charAt(i);
                if (c >= 0x80) {
                    break;
                }
                scratch[i++] = (byte) c;
            }
            if (i == length) {
                out.writeByte(length);
                out.write(scratch, 0, length);
                return;
            }
        }
        writeWide(text, out);
    }

    /**
     * Reads a text.
     *
     * @throws IOException if the input ends early or the bytes are no UTF-8
     */
    public String read(final DataInputView in) throws IOException {
        final int length = in.readUnsignedByte();
        in.readFully(scratch, 0, length);
        final String text = interner.intern(scratch, 0, length);
        if (text == null) {
            throw new IOException("a serialised text of " + length + " bytes is not UTF-8");
        }
        return text;
    }

    /** Copies one text from input to output without decoding it. */
    public void copy(final DataInputView in, final DataOutputView out) throws IOException {
        final int length = in.readUnsignedByte();
        out.writeByte(length);
        out.write(in, length);
    }

    private static void writeWide(final String text, final DataOutputView out) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > ByteInterner.MAX_TEXT_BYTES) {
            throw new IOException("text of " + bytes.length + " bytes is longer than " + ByteInterner.MAX_TEXT_BYTES + ": "
                    + text.substring(0, 32) + "…");
        }
        out.writeByte(bytes.length);
        out.write(bytes, 0, bytes.length);
    }
}
