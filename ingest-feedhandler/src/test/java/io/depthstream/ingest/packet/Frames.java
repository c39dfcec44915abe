package io.depthstream.ingest.packet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds captured frames by hand: link header, IP, UDP, and a text as payload. */
final class Frames {

    static final int PORT = 26477;

    private Frames() {
    }

    static byte[] hex(final String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] join(final byte[]... parts) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (final byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] u16(final int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    static byte[] udp(final String text) {
        return udp(PORT, text);
    }

    static byte[] udp(final int port, final String text) {
        final byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        return join(u16(49653), u16(port), u16(8 + payload.length), u16(0), payload);
    }

    /** IPv4 to 233.54.12.111 with options of a multiple of 4 bytes; {@code fragment} is the flags and offset field. */
    static byte[] ipv4(final byte[] options, final int fragment, final int protocol, final byte[] body) {
        final int header = 20 + options.length;
        return join(new byte[] {(byte) (0x40 | header / 4), 0}, u16(header + body.length), u16(1), u16(fragment),
                new byte[] {64, (byte) protocol}, u16(0), hex("cec87f8a"), hex("e9360c6f"), options, body);
    }

    static byte[] ipv4(final byte[] udp) {
        return ipv4(new byte[0], 0x4000, 17, udp);
    }

    /** IPv6 to ff02::1; {@code extensions} begin with the header that {@code next} names. */
    static byte[] ipv6(final int next, final byte[] extensions, final byte[] body) {
        return join(hex("60000000"), u16(extensions.length + body.length), new byte[] {(byte) next, 64}, new byte[16],
                hex("ff020000000000000000000000000001"), extensions, body);
    }

    /** Ethernet with the EtherType, and any tags before it, as given. */
    static byte[] ethernet(final String typeAndTags, final byte[] body) {
        return join(hex("01005e360c6fd4aff7cb20d5"), hex(typeAndTags), body);
    }

    static byte[] ethernet(final String text) {
        return ethernet("0800", ipv4(udp(text)));
    }
}
