package io.depthstream.ingest.packet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes pcap and pcapng files byte by byte, in either byte order. */
final class CaptureFiles {

    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CaptureFiles(final ByteOrder order) {
        this.order = order;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] gzip(final byte[] plain) {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    CaptureFiles pcapHeader(final int magic, final int linkType) {
        return put(24, b -> b.putInt(magic).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(262_144)
                .putInt(linkType));
    }

    CaptureFiles pcapRecord(final int seconds, final int fraction, final byte[] frame) {
        return pcapRecord(seconds, fraction, frame.length, frame);
    }

    CaptureFiles pcapRecord(final int seconds, final int fraction, final int captured, final byte[] frame) {
        put(16, b -> b.putInt(seconds).putInt(fraction).putInt(captured).putInt(frame.length));
        out.writeBytes(frame);
        return this;
    }

    CaptureFiles section() {
        return block(0x0A0D0D0A, fixed(16, b -> b.putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1)));
    }

    CaptureFiles description(final int linkType, final int snapLength, final byte[] options) {
        return block(1, Frames.join(
                fixed(8, b -> b.putShort((short) linkType).putShort((short) 0).putInt(snapLength)), options));
    }

    byte[] option(final int code, final byte[] value) {
        return Frames.join(fixed(4, b -> b.putShort((short) code).putShort((short) value.length)), padded(value));
    }

    byte[] longValue(final long value) {
        return fixed(8, b -> b.putLong(value));
    }

    CaptureFiles enhanced(final int from, final long units, final byte[] frame) {
        return block(6, Frames.join(fixed(20, b -> b.putInt(from).putInt((int) (units >>> 32)).putInt((int) units)
                .putInt(frame.length).putInt(frame.length)), padded(frame)));
    }

    CaptureFiles simple(final int originalLength, final byte[] captured) {
        return block(3, Frames.join(fixed(4, b -> b.putInt(originalLength)), padded(captured)));
    }

    CaptureFiles block(final int type, final byte[] body) {
        put(8, b -> b.putInt(type).putInt(body.length + 12));
        out.writeBytes(body);
        return put(4, b -> b.putInt(body.length + 12));
    }

    CaptureFiles raw(final byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private interface Fill {
        void into(ByteBuffer buffer);
    }

    private CaptureFiles put(final int size, final Fill fill) {
        out.writeBytes(fixed(size, fill));
        return this;
    }

    private byte[] fixed(final int size, final Fill fill) {
        final ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
        fill.into(buffer);
        return buffer.array();
    }

    private static byte[] padded(final byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 3 & ~3);
    }
}
