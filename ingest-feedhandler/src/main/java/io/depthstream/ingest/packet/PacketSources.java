package io.depthstream.ingest.packet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens a file as what its first bytes say it is; the name does not matter. */
public final class PacketSources {

    private static final int MAGIC_BYTES = 4;
    private static final String ITCH_TYPES = "SRHYLVWKJhAFECXDUPQBINO";
    private static final int LONGEST_ITCH_MESSAGE = 64;
    private static final int SHORTEST_ITCH_MESSAGE = 12;
    private static final String EXPECTED = "expected pcap, pcapng or length-prefixed ITCH messages, plain or gzip";

    private PacketSources() {
    }

    /** Opens a file with every packet on line 0 and no trading day. */
    public static FilePacketSource open(final Path path) throws IOException {
        return open(path, LineMap.all(), 0);
    }

    /**
     * Opens a file.
     *
     * @param lines         lines of captured packets; a message file is always line 0
     * @param midnightNanos for a message file: the trading day's midnight at the venue, nanoseconds since the epoch, UTC
     * @throws CaptureFormatException if it is none of the kinds read; says what it looks like instead
     * @throws IOException            if it cannot be read
     */
    public static FilePacketSource open(final Path path, final LineMap lines, final long midnightNanos)
            throws IOException {
        if (Files.isDirectory(path)) {
            throw new CaptureFormatException(path + " is a directory: " + EXPECTED + "; name one file of it");
        }
        final byte[] magic = magic(path);
        if (magic.length == 0) {
            throw new CaptureFormatException("file " + path + " is empty: " + EXPECTED);
        }
        return switch (HexFormat.of().formatHex(magic)) {
            case "a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1" -> new PcapPacketSource(path, lines);
            case "0a0d0d0a" -> new PcapngPacketSource(path, lines);
            default -> {
                if (!looksLikeItch(magic)) {
                    throw new CaptureFormatException("file " + path + " begins with " + HexFormat.of().formatHex(magic)
                            + looksLike(magic) + ": " + EXPECTED);
                }
                yield new ItchFilePacketSource(path, ItchFilePacketSource.DEFAULT_SESSION, midnightNanos);
            }
        };
    }

    private static byte[] magic(final Path path) throws IOException {
        final byte[] plain;
        try (InputStream in = Files.newInputStream(path)) {
            plain = in.readNBytes(MAGIC_BYTES);
        }
        if (plain.length < 2 || plain[0] != 0x1F || plain[1] != (byte) 0x8B) {
            return plain;
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return in.readNBytes(MAGIC_BYTES);
        } catch (final ZipException | EOFException e) {
            throw new CaptureFormatException("file " + path + " is gzip, but broken at its beginning (" + e.getMessage()
                    + "): fetch it again");
        }
    }

    private static boolean looksLikeItch(final byte[] magic) {
        if (magic.length < MAGIC_BYTES) {
            return false;
        }
        final int length = (magic[0] & 0xFF) << 8 | magic[1] & 0xFF;
        return length >= SHORTEST_ITCH_MESSAGE && length <= LONGEST_ITCH_MESSAGE && ITCH_TYPES.indexOf(magic[2]) >= 0;
    }

    private static String looksLike(final byte[] magic) {
        final String hex = HexFormat.of().formatHex(Arrays.copyOf(magic, MAGIC_BYTES));
        if (hex.startsWith("504b")) {
            return " (a zip archive: unpack it)";
        }
        if (hex.equals("28b52ffd")) {
            return " (zstd: unpack it, or pack it with gzip)";
        }
        if (hex.equals("fd377a58")) {
            return " (xz: unpack it, or pack it with gzip)";
        }
        if (hex.startsWith("425a68")) {
            return " (bzip2: unpack it, or pack it with gzip)";
        }
        if (hex.equals("34cdb2a1") || hex.equals("a1b2cd34")) {
            return " (Kuznetzov's pcap: convert it with editcap -F pcap)";
        }
        return "";
    }
}
