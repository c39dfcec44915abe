package io.depthstream.ingest.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.session.MoldUdp64;
import io.depthstream.ingest.session.MoldUdp64Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItchFilePacketSourceTest {

    private static final long MIDNIGHT = 1_580_360_400_000_000_000L;

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    @Test
    void shouldNumberMessagesByTheirPlaceAndKeepPacketsSmall() throws IOException {
        for (int i = 0; i < 1000; i++) {
            message(36, 1000 + i);
        }
        final RecordingHandler seen = read(file.toByteArray());
        long next = 1;
        for (final RecordingHandler.Packet packet : seen.packets) {
            assertTrue(packet.bytes().length <= ItchFilePacketSource.MAX_PACKET_BYTES);
            final MoldUdp64Packet mold = mold(packet);
            assertEquals("FILE000001", mold.session());
            assertEquals(next, mold.sequence());
            next += mold.messages();
            while (mold.nextBlock()) {
                assertEquals(36, mold.blockLength());
            }
            assertEquals(MIDNIGHT + 1000 + next - 2, packet.time());
        }
        assertEquals(1001, next);
        assertEquals(1 + (1000 + 35) / 36, seen.packets.size());
        assertTrue(mold(seen.packets.get(seen.packets.size() - 1)).isEndOfSession());
        assertEquals(List.of(), seen.faults);
    }

    @Test
    void shouldSplitPacketsWhereTimeJumps() throws IOException {
        message(36, 0);
        message(36, ItchFilePacketSource.MAX_SPAN_NANOS);
        message(36, ItchFilePacketSource.MAX_SPAN_NANOS + 1);
        message(36, 10);
        assertEquals(List.of(2, 2, 0), counts(read(file.toByteArray())));
    }

    @Test
    void shouldReadGzipTheSame() throws IOException {
        message(36, 5);
        message(12, 6);
        assertEquals(List.of(2, 0), counts(read(CaptureFiles.gzip(file.toByteArray()))));
    }

    @Test
    void shouldEndAtAMessageOfNoLength() throws IOException {
        message(36, 5);
        file.writeBytes(new byte[2]);
        assertEquals(List.of(), read(file.toByteArray()).faults);
        message(36, 6);
        final RecordingHandler seen = read(file.toByteArray());
        assertEquals(List.of(1, 0), counts(seen));
        assertEquals(List.of("TRAILING_BYTES 38"), seen.faults);
    }

    @Test
    void shouldReportEveryCutTail() throws IOException {
        message(36, 5);
        final int whole = file.size();
        message(36, 6);
        for (int length = whole + 1; length < file.size(); length++) {
            final RecordingHandler seen = read(Arrays.copyOf(file.toByteArray(), length));
            assertEquals(List.of(1, 0), counts(seen));
            assertEquals(List.of("TRUNCATED_FILE " + (length - whole)), seen.faults);
        }
    }

    @Test
    void shouldGiveALongMessageItsOwnPacketAndReportOneThatFitsNone() throws IOException {
        message(36, 5);
        message(MoldUdp64.MAX_MESSAGE_LENGTH, 6);
        message(MoldUdp64.MAX_MESSAGE_LENGTH + 1, 7);
        message(36, 8);
        final RecordingHandler seen = read(file.toByteArray());
        assertEquals(List.of(1, 1, 1, 0), counts(seen));
        assertEquals(MoldUdp64.MAX_PACKET_LENGTH, seen.packets.get(1).bytes().length);
        assertEquals(3, mold(seen.packets.get(2)).sequence());
        assertEquals(List.of("OVERSIZE_PACKET " + (MoldUdp64.MAX_MESSAGE_LENGTH + 3)), seen.faults);
    }

    @Test
    void shouldKeepToThePacketLimitOfAPoll() throws IOException {
        for (int i = 0; i < 5; i++) {
            message(36, i * 1_000_000L);
        }
        try (FilePacketSource source = PacketSources.open(write(file.toByteArray()))) {
            final RecordingHandler seen = new RecordingHandler();
            assertEquals(2, source.poll(seen, 2));
            assertEquals(2, seen.packets.size());
        }
    }

    @Test
    void shouldRefuseASessionOfMoreThanTenCharacters() throws IOException {
        final Path path = write(new byte[2]);
        assertThrows(IllegalArgumentException.class, () -> new ItchFilePacketSource(path, "FILE0000001", 0));
    }

    private static List<Integer> counts(final RecordingHandler seen) {
        final List<Integer> counts = new ArrayList<>();
        for (final RecordingHandler.Packet packet : seen.packets) {
            counts.add(mold(packet).messages());
        }
        return counts;
    }

    private static MoldUdp64Packet mold(final RecordingHandler.Packet packet) {
        final MoldUdp64Packet mold =
                new MoldUdp64Packet().wrap(new UnsafeBuffer(packet.bytes()), 0, packet.bytes().length);
        assertNull(mold.validate());
        return mold;
    }

    private void message(final int length, final long timestamp) {
        final ByteBuffer buffer = ByteBuffer.allocate(2 + length).putShort((short) length);
        buffer.put(2, (byte) 'A').putShort(7, (short) (timestamp >>> 32)).putInt(9, (int) timestamp);
        file.writeBytes(buffer.array());
    }

    private RecordingHandler read(final byte[] bytes) throws IOException {
        try (FilePacketSource source = PacketSources.open(write(bytes), LineMap.all(), MIDNIGHT)) {
            return new RecordingHandler().drain(source);
        }
    }

    private Path write(final byte[] bytes) throws IOException {
        return Files.write(folder.resolve("messages"), bytes);
    }
}
