package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.PacketFault;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** MoldUDP64 1.00 byte for byte. The hexadecimal packets are written out by hand from the field tables. */
class MoldUdp64PacketTest {

    private static final String DATA = "30303030313030353942" + "0000000000000007" + "0002" + "0002" + "4142" + "0001" + "43";
    private static final String HEARTBEAT = "30303030313030353942" + "0000000000000007" + "0000";
    private static final String END = "30303030313030353942" + "0000000000000007" + "ffff";
    private static final String REQUEST = "30303030313030353942" + "0000000000000102" + "0023";

    @Test
    void shouldReadDownstreamPacketFieldByField() {
        final MoldUdp64Packet packet = wrap(DATA);

        assertNull(packet.validate());
        assertEquals("000010059B", packet.session());
        assertEquals(7, packet.sequence());
        assertEquals(2, packet.messageCount());
        assertEquals(2, packet.messages());
        assertFalse(packet.isHeartbeat());
        assertFalse(packet.isEndOfSession());
        assertTrue(packet.nextBlock());
        assertEquals(7, packet.blockSequence());
        assertEquals(22, packet.blockOffset());
        assertEquals(2, packet.blockLength());
        assertTrue(packet.nextBlock());
        assertEquals(8, packet.blockSequence());
        assertEquals(26, packet.blockOffset());
        assertEquals(1, packet.blockLength());
        assertFalse(packet.nextBlock());
    }

    @Test
    void shouldReadHeartbeatAndEndOfSession() {
        final MoldUdp64Packet heartbeat = wrap(HEARTBEAT);
        assertNull(heartbeat.validate());
        assertTrue(heartbeat.isHeartbeat());
        assertEquals(7, heartbeat.sequence());
        assertFalse(heartbeat.nextBlock());

        final MoldUdp64Packet end = wrap(END);
        assertNull(end.validate());
        assertTrue(end.isEndOfSession());
        assertEquals(0xFFFF, end.messageCount());
        assertEquals(0, end.messages());
        assertFalse(end.nextBlock());
    }

    @Test
    void shouldWriteTheSameBytes() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final UnsafeBuffer text = new UnsafeBuffer("ABC".getBytes(StandardCharsets.US_ASCII));
        final MoldUdp64Encoder encoder = new MoldUdp64Encoder().session("000010059B").begin(buffer, 0, 64, 7);
        assertEquals(HEARTBEAT, hex(buffer, encoder.length()));

        encoder.message(text, 0, 2).message(text, 2, 1);
        assertEquals(DATA, hex(buffer, encoder.length()));
        assertEquals(2, encoder.count());

        encoder.begin(buffer, 0, 64, 7).endOfSession();
        assertEquals(END, hex(buffer, encoder.length()));
    }

    @Test
    void shouldWriteAndReadRequestPacket() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[20]);
        assertEquals(20, MoldUdp64Request.encode(buffer, 0, "000010059B", 0x102, 35));
        assertEquals(REQUEST, hex(buffer, 20));

        final MoldUdp64Request request = new MoldUdp64Request().wrap(buffer, 0, 20);
        assertNull(request.validate());
        assertEquals("000010059B", request.session());
        assertEquals(0x102, request.sequence());
        assertEquals(35, request.requestedCount());
        assertEquals(PacketFault.SHORT_HEADER, request.wrap(buffer, 0, 19).validate());
        assertEquals(PacketFault.LENGTH_MISMATCH, request.wrap(new UnsafeBuffer(new byte[21]), 0, 21).validate());
        assertThrows(IllegalArgumentException.class, () -> MoldUdp64Request.encode(buffer, 0, "S", 0, 1));
        assertThrows(IllegalArgumentException.class, () -> MoldUdp64Request.encode(buffer, 0, "S", 1, 0xFFFF));
    }

    @Test
    void shouldPadShortSessionWithSpacesOnTheRight() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[20]);
        new MoldUdp64Encoder().session("AB").begin(buffer, 0, 20, 1);
        assertEquals("AB        ", new MoldUdp64Packet().wrap(buffer, 0, 20).session());
        assertThrows(IllegalArgumentException.class, () -> new MoldUdp64Encoder().session(""));
        assertThrows(IllegalArgumentException.class, () -> new MoldUdp64Encoder().session("12345678901"));
    }

    @Test
    void shouldRefuseShortHeader() {
        for (int length = 0; length < 20; length++) {
            assertEquals(PacketFault.SHORT_HEADER, wrap(HEARTBEAT.substring(0, length * 2)).validate(), "length " + length);
        }
    }

    @Test
    void shouldRefuseEveryLengthButTheRightOne() {
        for (int length = 20; length < DATA.length() / 2; length++) {
            assertEquals(PacketFault.LENGTH_MISMATCH, wrap(DATA.substring(0, length * 2)).validate(), "length " + length);
        }
        assertEquals(PacketFault.LENGTH_MISMATCH, wrap(DATA + "00").validate());
        assertEquals(PacketFault.LENGTH_MISMATCH, wrap(HEARTBEAT + "0000").validate());
        assertEquals(PacketFault.LENGTH_MISMATCH, wrap(END + "00").validate());
    }

    @Test
    void shouldRefuseSequencesThatCannotBeCountedOn() {
        final String head = "30303030313030353942";
        assertEquals(PacketFault.BAD_SEQUENCE, wrap(head + "0000000000000000" + "0000").validate());
        assertEquals(PacketFault.BAD_SEQUENCE, wrap(head + "ffffffffffffffff" + "0000").validate());
        assertEquals(PacketFault.BAD_SEQUENCE, wrap(head + "7fffffffffff0001" + "0000").validate());
        assertNull(wrap(head + "7fffffffffff0000" + "0000").validate());
    }

    @Test
    void shouldShowEmptyBlockAsMessageOfNoBytes() {
        final MoldUdp64Packet packet = wrap("30303030313030353942" + "0000000000000007" + "0002" + "0000" + "0001" + "43");
        assertNull(packet.validate());
        assertTrue(packet.nextBlock());
        assertEquals(0, packet.blockLength());
        assertTrue(packet.nextBlock());
        assertEquals(8, packet.blockSequence());
        assertEquals(1, packet.blockLength());
    }

    @Test
    void shouldRefuseToOverfillAPacket() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[30]);
        final MoldUdp64Encoder encoder = new MoldUdp64Encoder().session("S").begin(buffer, 0, 30, 1);
        assertTrue(encoder.fits(8));
        assertFalse(encoder.fits(9));
        assertThrows(IllegalStateException.class, () -> encoder.message(buffer, 0, 9));
        encoder.message(buffer, 0, 8);
        assertThrows(IllegalStateException.class, encoder::endOfSession);
        assertThrows(IllegalArgumentException.class, () -> encoder.begin(buffer, 0, 19, 1));
    }

    private static MoldUdp64Packet wrap(final String hex) {
        final byte[] bytes = HexFormat.of().parseHex(hex);
        return new MoldUdp64Packet().wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private static String hex(final UnsafeBuffer buffer, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
