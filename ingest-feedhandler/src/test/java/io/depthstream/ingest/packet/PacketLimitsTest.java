package io.depthstream.ingest.packet;

import static io.depthstream.ingest.packet.Frames.ethernet;
import static io.depthstream.ingest.packet.Frames.hex;
import static io.depthstream.ingest.packet.Frames.ipv4;
import static io.depthstream.ingest.packet.Frames.ipv6;
import static io.depthstream.ingest.packet.Frames.join;
import static io.depthstream.ingest.packet.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of the packet sources that no other test reaches. */
class PacketLimitsTest {
    private static final int VLAN_TAGS = 8;
    private static final int EXTENSION_HEADERS = 16;

    @TempDir
    private Path folder;

    @Test
    void shouldStepOverEightVlanTagsAndNoMore() {
        final byte[] ip = ipv4(udp("AB"));
        assertEquals(UdpFrame.Kind.UDP, parse(LinkType.ETHERNET, ethernet("81000001".repeat(VLAN_TAGS) + "0800", ip)));
        assertEquals(UdpFrame.Kind.BAD_HEADER,
            parse(LinkType.ETHERNET, ethernet("81000001".repeat(VLAN_TAGS + 1) + "0800", ip)));
    }

    @Test
    void shouldStepOverFifteenExtensionHeadersAndNoMore() {
        assertEquals(UdpFrame.Kind.UDP, parse(LinkType.RAW, extended(EXTENSION_HEADERS - 1)));
        assertEquals(UdpFrame.Kind.BAD_HEADER, parse(LinkType.RAW, extended(EXTENSION_HEADERS)));
    }

    @Test
    void shouldComeBackToTheLoopThoughACaptureHoldsNothingOfUse() throws IOException {
        final CaptureFiles capture = new CaptureFiles(ByteOrder.LITTLE_ENDIAN).pcapHeader(PcapPacketSource.MAGIC_MICROS, 1);
        for (int i = 0; i < CaptureReader.MAX_RECORDS_PER_POLL; i++) {
            capture.pcapRecord(1, i, ethernet("0806", new byte[28]));
        }
        capture.pcapRecord(2, 0, ethernet("good"));
        final RecordingHandler seen = new RecordingHandler();
        try (FilePacketSource source = PacketSources.open(Files.write(folder.resolve("arp.pcap"), capture.bytes()))) {
            assertEquals(0, source.poll(seen, 16), "gives the loop its turn");
            assertFalse(source.exhausted());
            assertEquals(1, source.poll(seen, 16));
            assertEquals(List.of("good"), seen.texts());
        }
    }

    @Test
    void shouldListenOnSixteenLinesAndNoMore() throws IOException {
        final LineAddress any = LineAddress.parse("127.0.0.1:0");
        try (NioPacketSource source =
                new NioPacketSource(Collections.nCopies(NioPacketSource.MAX_LINES, any), 1 << 16, () -> 1)) {
            assertTrue(source.localAddress(NioPacketSource.MAX_LINES - 1).getPort() > 0);
        }
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
            () -> new NioPacketSource(Collections.nCopies(NioPacketSource.MAX_LINES + 1, any), 1 << 16, () -> 1));
        assertTrue(refused.getMessage().contains("17 lines: expected 1 to 16"), refused.getMessage());
    }

    private static UdpFrame.Kind parse(final int linkType, final byte[] bytes) {
        return new UdpFrame().parse(linkType, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** So many destination options of eight bytes, the last one followed by UDP. */
    private static byte[] extended(final int headers) {
        byte[] extensions = new byte[0];
        for (int i = 1; i <= headers; i++) {
            extensions = join(extensions, hex(i < headers ? "3c00010400000000" : "1100010400000000"));
        }
        return ipv6(60, extensions, udp("AB"));
    }
}
