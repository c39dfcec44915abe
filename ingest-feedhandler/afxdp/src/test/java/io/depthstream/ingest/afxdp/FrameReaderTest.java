package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.ingest.packet.CounterSet;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.packet.PacketHandler;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final int FRAME = 256;
    private static final long EPOCH_SECONDS = 1_600_000_000;
    private static final long NOW = 5_000;

    private final UnsafeBuffer memory = new UnsafeBuffer(new byte[2048]);
    private final CounterSet<XdpCounter> counters = new CounterSet<>(XdpCounter.class);
    private final LineSequences sequences = new LineSequences(2);
    private final List<String> seen = new ArrayList<>();
    private final FrameReader reader = new FrameReader(memory, List.of(
        Destination.of(0, LineAddress.parse("233.54.12.111:26477@eth0")),
        Destination.of(1, LineAddress.parse("233.54.12.112:26477@eth0"))), sequences,
        new EpochOffset(() -> NOW, Clock.fixed(Instant.ofEpochSecond(EPOCH_SECONDS), ZoneOffset.UTC)), () -> NOW, counters);

    private final PacketHandler handler = new PacketHandler() {
        @Override
        public void onPacket(
                final int line, final DirectBuffer buffer, final int offset, final int length, final long nanos) {
            seen.add(line + " " + buffer.getStringWithoutLengthAscii(offset, length) + " " + nanos);
        }

        @Override
        public void onMalformed(
                final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
            seen.add(line + " " + fault + " " + length);
        }
    };

    @Test
    void shouldHandThePayloadOverWithItsLineAndTheProgramsStamp() {
        final int length = frame(0, 112, 26477, "hello", 60);
        memory.putLong(FRAME - 8, 4_200);

        assertEquals(5, reader.deliver(handler, FRAME, length), "padding is no payload");
        assertEquals(List.of("1 hello " + (EPOCH_SECONDS * 1_000_000_000 - NOW + 4_200)), seen);
        assertEquals(0, memory.getLong(FRAME - 8), "the stamp is used up");
    }

    @Test
    void shouldStampWhatTheProgramCouldNot() {
        final int length = frame(0, 111, 26477, "hello", 60);

        reader.deliver(handler, FRAME, length);

        assertEquals(List.of("0 hello " + EPOCH_SECONDS * 1_000_000_000), seen);
        assertEquals(1, counters.get(XdpCounter.UNSTAMPED));
    }

    @Test
    void shouldReadPastAVlanTag() {
        final int length = frame(4, 111, 26477, "tagged", 64);
        memory.putLong(FRAME - 8, NOW);

        assertEquals(6, reader.deliver(handler, FRAME, length));
        assertEquals(List.of("0 tagged " + EPOCH_SECONDS * 1_000_000_000), seen);
    }

    @Test
    void shouldReportALengthThatTheFrameDoesNotHave() {
        frame(0, 111, 26477, "hello", 60);
        memory.putShort(FRAME + XdpProgram.UDP_LENGTH, (short) 900, ByteOrder.BIG_ENDIAN);

        assertEquals(-1, reader.deliver(handler, FRAME, 60));
        assertEquals(List.of("0 BAD_HEADER 60"), seen);
        assertEquals(1, counters.get(XdpCounter.INVALID));
    }

    @Test
    void shouldReportAFrameOfNoLine() {
        final int length = frame(0, 113, 26477, "hello", 60);

        assertEquals(-1, reader.deliver(handler, FRAME, length));
        assertEquals(List.of("0 BAD_HEADER 60"), seen);
    }

    private int frame(final int tagBytes, final int lastOfGroup, final int port, final String text, final int length) {
        final int at = FRAME + tagBytes;
        if (tagBytes > 0) {
            memory.putShort(FRAME + XdpProgram.ETHER_TYPE, (short) XdpProgram.VLAN, ByteOrder.BIG_ENDIAN);
        }
        memory.putShort(at + XdpProgram.ETHER_TYPE, (short) 0x0800, ByteOrder.BIG_ENDIAN);
        memory.putByte(at + XdpProgram.ADDRESS, (byte) 233);
        memory.putByte(at + XdpProgram.ADDRESS + 1, (byte) 54);
        memory.putByte(at + XdpProgram.ADDRESS + 2, (byte) 12);
        memory.putByte(at + XdpProgram.ADDRESS + 3, (byte) lastOfGroup);
        memory.putShort(at + XdpProgram.PORT, (short) port, ByteOrder.BIG_ENDIAN);
        memory.putShort(at + XdpProgram.UDP_LENGTH, (short) (8 + text.length()), ByteOrder.BIG_ENDIAN);
        memory.putStringWithoutLengthAscii(at + XdpProgram.PAYLOAD, text);
        return length;
    }
}
