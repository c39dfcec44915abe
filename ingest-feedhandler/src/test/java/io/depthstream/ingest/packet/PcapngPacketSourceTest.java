package io.depthstream.ingest.packet;

import static io.depthstream.ingest.packet.Frames.ethernet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapngPacketSourceTest {

    private static final byte[] NONE = new byte[0];
    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    @TempDir
    private Path folder;

    @Test
    void shouldReadInterfacesWithTheirOwnResolution() throws IOException {
        for (final ByteOrder order : ORDERS) {
            final CaptureFiles file = new CaptureFiles(order).section();
            file.description(1, 0, NONE)
                    .description(1, 0, Frames.join(file.option(2, new byte[] {'e', 't', 'h'}), file.option(9, new byte[] {9})))
                    .description(101, 0, file.option(9, new byte[] {(byte) 0x8A}))
                    .description(1, 0, Frames.join(file.option(9, new byte[] {3}), file.option(14, file.longValue(100)),
                            file.option(0, NONE)));
            file.enhanced(0, 1_700_000_000_123_456L, ethernet("micro"))
                    .enhanced(1, 1_700_000_000_123_456_789L, ethernet("nano"))
                    .enhanced(2, 1_700_000_000L * 1024 + 512, Frames.ipv4(Frames.udp("binary")))
                    .enhanced(3, 1_700_000_000_123L, ethernet("milli"));
            final RecordingHandler seen = read(file.bytes());
            assertEquals(List.of("micro", "nano", "binary", "milli"), seen.texts());
            assertEquals(List.of(1_700_000_000_123_456_000L, 1_700_000_000_123_456_789L, 1_700_000_000_500_000_000L,
                    1_700_000_100_123_000_000L), seen.packets.stream().map(RecordingHandler.Packet::time).toList());
            assertEquals(List.of(), seen.faults);
        }
    }

    @Test
    void shouldConvertEveryResolutionWithoutThrowing() {
        for (int exponent = 0; exponent < 128; exponent++) {
            for (final boolean decimal : new boolean[] {true, false}) {
                final PcapngInterface from = new PcapngInterface(1, 0, decimal, exponent, 0);
                assertEquals(0, from.nanos(0));
                from.nanos(-1L);
            }
        }
        assertEquals(18_000_000_000L + 446_744_073L, new PcapngInterface(1, 0, true, 18, 0).nanos(-1L));
        assertEquals(1_000_000_000L, new PcapngInterface(1, 0, true, 19, 0).nanos(-1L));
        assertEquals(999_999_999L, new PcapngInterface(1, 0, false, 63, 0).nanos(Long.MAX_VALUE));
    }

    @Test
    void shouldTakeSimplePacketsUpToTheSnapLength() throws IOException {
        for (final ByteOrder order : ORDERS) {
            final byte[] frame = ethernet("simple");
            final CaptureFiles file = new CaptureFiles(order).section().description(1, 60, NONE)
                    .enhanced(0, 5, ethernet("first"))
                    .simple(frame.length, frame)
                    .simple(1500, Arrays.copyOf(ethernet("a text that is longer than the snap length"), 60));
            final RecordingHandler seen = read(file.bytes());
            assertEquals(List.of("first", "simple"), seen.texts());
            assertEquals(5_000, seen.packets.get(1).time());
            assertEquals(List.of("SNAPPED_PACKET 60"), seen.faults);
        }
    }

    @Test
    void shouldPassOverUnknownBlocksAndBeginEachSectionAnew() throws IOException {
        final CaptureFiles big = new CaptureFiles(ByteOrder.BIG_ENDIAN).section().description(1, 0, NONE)
                .enhanced(0, 2, ethernet("big")).enhanced(1, 2, ethernet("lost"));
        final CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).section()
                .block(4, new byte[64])
                .description(147, 0, NONE).description(1, 0, NONE)
                .block(0xBAD, new byte[2_000_000])
                .enhanced(0, 1, ethernet("unread link"))
                .enhanced(1, 1, ethernet("little"))
                .raw(big.bytes());
        try (FilePacketSource source = PacketSources.open(write(file.bytes()))) {
            final RecordingHandler seen = new RecordingHandler().drain(source);
            assertEquals(List.of("little", "big"), seen.texts());
            assertEquals(1, seen.faults.size());
            assertTrue(seen.faults.get(0).startsWith("UNKNOWN_INTERFACE"));
            assertEquals(1, source.counters().get(CaptureCounter.UNKNOWN_LINK));
            assertEquals(4, source.counters().get(CaptureCounter.OTHER_BLOCKS));
        }
    }

    @Test
    void shouldPassOverBrokenBlocksWhoseLengthHolds() throws IOException {
        final CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).section()
                .simple(4, new byte[4])
                .block(1, new byte[4])
                .description(1, 0, NONE)
                .block(6, new byte[16])
                .block(3, NONE)
                .block(6, new byte[PcapngPacketSource.MAX_BLOCK_BYTES])
                .enhanced(0, 1, ethernet("good"));
        final RecordingHandler seen = read(file.bytes());
        assertEquals(List.of("good"), seen.texts());
        assertEquals(List.of("UNKNOWN_INTERFACE 20", "BAD_RECORD 16", "BAD_RECORD 28", "BAD_RECORD 12", "BAD_RECORD 12"),
                seen.faults);
    }

    @Test
    void shouldLimitTheInterfacesOfASection() throws IOException {
        final CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).section();
        for (int i = 0; i <= PcapngPacketSource.MAX_INTERFACES; i++) {
            file.description(1, 0, NONE);
        }
        file.enhanced(PcapngPacketSource.MAX_INTERFACES - 1, 1, ethernet("good"));
        final RecordingHandler seen = read(file.bytes());
        assertEquals(List.of("BAD_RECORD 20"), seen.faults);
        assertEquals(List.of("good"), seen.texts());
    }

    @Test
    void shouldEndWhereBlockLengthsContradict() throws IOException {
        final byte[] block = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).enhanced(0, 1, ethernet("x")).bytes();
        block[block.length - 4] ^= 4;
        final CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).section().description(1, 0, NONE).raw(block)
                .enhanced(0, 1, ethernet("after"));
        final RecordingHandler seen = read(file.bytes());
        assertEquals(List.of(), seen.texts());
        assertEquals(List.of("BAD_RECORD 12"), seen.faults);
    }

    @Test
    void shouldReportEveryCutTail() throws IOException {
        final CaptureFiles file = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).section().description(1, 0, NONE)
                .enhanced(0, 1, ethernet("one"));
        final int whole = file.bytes().length;
        final byte[] all = file.enhanced(0, 1, ethernet("two")).block(99, new byte[20]).bytes();
        for (int length = whole + 1; length < all.length; length++) {
            final RecordingHandler seen = read(Arrays.copyOf(all, length));
            assertEquals("one", seen.texts().get(0));
            final boolean betweenBlocks = length == all.length - 32;
            assertEquals(betweenBlocks ? 0 : 1, seen.faults.size(), "length " + length);
        }
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
