package io.depthstream.ingest.packet;

import static io.depthstream.ingest.packet.Frames.ethernet;
import static io.depthstream.ingest.packet.Frames.hex;
import static io.depthstream.ingest.packet.Frames.ipv4;
import static io.depthstream.ingest.packet.Frames.join;
import static io.depthstream.ingest.packet.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapPacketSourceTest {

    private static final int MICROS = PcapPacketSource.MAGIC_MICROS;
    private static final int NANOS = PcapPacketSource.MAGIC_NANOS;

    @TempDir
    private Path folder;

    @Test
    void shouldReadBothByteOrdersAndBothResolutions() throws IOException {
        for (final ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (final int magic : new int[] {MICROS, NANOS}) {
                final byte[] file = new CaptureFiles(order).pcapHeader(magic, 1)
                        .pcapRecord(1_700_000_000, 123_456, ethernet("one"))
                        .pcapRecord(-1, 999_999, ethernet("two")).bytes();
                final RecordingHandler seen = read(file);
                assertEquals(List.of("one", "two"), seen.texts());
                final int unit = magic == MICROS ? 1000 : 1;
                assertEquals(1_700_000_000_000_000_000L + 123_456 * unit, seen.packets.get(0).time());
                assertEquals(4_294_967_295_000_000_000L + 999_999 * unit, seen.packets.get(1).time());
                assertEquals(List.of(), seen.faults);
            }
        }
    }

    @Test
    void shouldReadGzipTheSame() throws IOException {
        final byte[] file = little().pcapRecord(1, 2, ethernet("one")).bytes();
        assertEquals(List.of("one"), read(CaptureFiles.gzip(file)).texts());
    }

    @Test
    void shouldCountWhatItPassesOver() throws IOException {
        final byte[] file = little()
                .pcapRecord(1, 0, ethernet("0806", new byte[28]))
                .pcapRecord(1, 1, ethernet("0800", ipv4(new byte[0], 0x2000, 17, udp("cut"))))
                .pcapRecord(1, 2, ethernet("0800", ipv4(udp(53, "name"))))
                .pcapRecord(1, 3, Arrays.copyOf(ethernet("snapped"), 45))
                .pcapRecord(1, 4, ethernet("good")).bytes();
        try (FilePacketSource source = PacketSources.open(write(file), LineMap.parse("26477=1"), 0)) {
            final RecordingHandler seen = new RecordingHandler().drain(source);
            assertEquals(List.of("good"), seen.texts());
            assertEquals(1, seen.packets.get(0).line());
            assertEquals(List.of("SNAPPED_PACKET 45"), seen.faults);
            assertEquals(5, source.counters().get(CaptureCounter.RECORDS));
            assertEquals(1, source.counters().get(CaptureCounter.NOT_UDP));
            assertEquals(1, source.counters().get(CaptureCounter.FRAGMENTS));
            assertEquals(1, source.counters().get(CaptureCounter.FILTERED));
            assertEquals(1, source.counters().get(CaptureCounter.MALFORMED));
            assertEquals(1, source.counters().get(CaptureCounter.PACKETS));
            assertEquals(4, source.counters().get(CaptureCounter.BYTES));
            assertEquals(file.length, source.bytesRead());
            assertEquals(1.0, source.fraction());
        }
    }

    @Test
    void shouldReportEveryCutTailAndKeepWhatWasWhole() throws IOException {
        final byte[] whole = little().pcapRecord(1, 0, ethernet("one")).bytes();
        final byte[] file = join(whole, Arrays.copyOfRange(whole, 24, whole.length));
        for (int length = whole.length + 1; length < file.length; length++) {
            final RecordingHandler seen = read(Arrays.copyOf(file, length));
            assertEquals(List.of("one"), seen.texts());
            assertEquals(List.of("TRUNCATED_FILE " + (length - whole.length)), seen.faults);
        }
    }

    @Test
    void shouldEndAtARecordLongerThanAnyFrame() throws IOException {
        final byte[] good = ethernet("one");
        for (final int length : new int[] {CaptureReader.MAX_FRAME_BYTES + 1, -1, Integer.MIN_VALUE}) {
            final byte[] file = little().pcapRecord(1, 0, good).pcapRecord(1, 0, length, good).bytes();
            final RecordingHandler seen = read(file);
            assertEquals(List.of("one"), seen.texts());
            assertEquals(List.of("BAD_RECORD 16"), seen.faults);
        }
    }

    @Test
    void shouldReadTheLongestFrame() throws IOException {
        final byte[] frame = Arrays.copyOf(ethernet("one"), CaptureReader.MAX_FRAME_BYTES);
        final byte[] file = little().pcapRecord(1, 0, frame).pcapRecord(1, 0, frame).pcapRecord(1, 0, frame).bytes();
        assertEquals(List.of("one", "one", "one"), read(file).texts());
    }

    @Test
    void shouldReportABrokenGzipStream() throws IOException {
        final CaptureFiles plain = little();
        for (int i = 0; i < 500; i++) {
            plain.pcapRecord(i, 0, ethernet("packet " + i * 7919));
        }
        final byte[] packed = CaptureFiles.gzip(plain.bytes());
        final RecordingHandler seen = read(Arrays.copyOf(packed, packed.length - 100));
        assertTrue(seen.packets.size() > 100 && seen.packets.size() < 500, "packets " + seen.packets.size());
        assertEquals(1, seen.faults.size());
        assertTrue(seen.faults.get(0).startsWith("CORRUPT_GZIP"));
    }

    @Test
    void shouldMapDestinationsToLines() throws IOException {
        final byte[] file = little()
                .pcapRecord(1, 0, ethernet("0800", ipv4(udp(1000, "a"))))
                .pcapRecord(1, 0, ethernet("0800", ipv4(udp(1001, "b"))))
                .pcapRecord(1, 0, ethernet("86dd", Frames.ipv6(17, new byte[0], udp(1000, "c"))))
                .pcapRecord(1, 0, ethernet("0800", ipv4(udp(9, "none")))).bytes();
        final LineMap lines = LineMap.parse("233.54.12.111:1000=0, 1001=1, [ff02::1]:*=2");
        assertEquals(3, lines.lines());
        try (FilePacketSource source = PacketSources.open(write(file), lines, 0)) {
            final RecordingHandler seen = new RecordingHandler().drain(source);
            assertEquals(List.of("a", "b", "c"), seen.texts());
            assertEquals(List.of(0, 1, 2), seen.packets.stream().map(RecordingHandler.Packet::line).toList());
        }
    }

    @Test
    void shouldRefuseLineRulesItCannotRead() {
        for (final String text : List.of("", "x", "1=", "=1", "0=1", "70000=1", "5=16", "host:5=0", "1.2.3:5=0", "1.2.3.999:5=0")) {
            final IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> LineMap.parse(text), text);
            assertTrue(refused.getMessage().startsWith("line rule \"" + text + "\": expected"), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> LineMap.parse("1=0" + ",1=0".repeat(LineMap.MAX_RULES)));
    }

    @Test
    void shouldRefuseOtherFilesAndSayWhatTheyAre() throws IOException {
        assertRefused("is empty", new byte[0]);
        assertRefused("(a zip archive: unpack it)", hex("504b0304"));
        assertRefused("zstd", hex("28b52ffd00"));
        assertRefused("Kuznetzov", hex("34cdb2a1"));
        assertRefused("begins with 00: expected pcap", hex("00"));
        assertRefused("begins with deadbeef", hex("deadbeef"));
        assertRefused("broken at its beginning", hex("1f8b0800"));
        assertRefused("expected a header of 24 bytes, seen 4", hex("a1b2c3d4"));
        assertRefused("link type 147", new CaptureFiles(ByteOrder.LITTLE_ENDIAN).pcapHeader(MICROS, 147).bytes());
        assertRefused("expected a section header block", hex("0a0d0d0a1c000000ffffffff"));
        final CaptureFormatException folderRefused =
                assertThrows(CaptureFormatException.class, () -> PacketSources.open(folder));
        assertTrue(folderRefused.getMessage().contains("is a directory"));
    }

    private void assertRefused(final String part, final byte[] file) throws IOException {
        final Path path = write(file);
        final CaptureFormatException refused =
                assertThrows(CaptureFormatException.class, () -> PacketSources.open(path).close());
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
        assertTrue(refused.getMessage().contains(path.toString()), refused.getMessage());
    }

    private static CaptureFiles little() {
        return new CaptureFiles(ByteOrder.LITTLE_ENDIAN).pcapHeader(NANOS, 1);
    }

    private RecordingHandler read(final byte[] file) throws IOException {
        try (FilePacketSource source = PacketSources.open(write(file))) {
            return new RecordingHandler().drain(source);
        }
    }

    private Path write(final byte[] file) throws IOException {
        return Files.write(folder.resolve("capture"), file);
    }
}
