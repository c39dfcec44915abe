package io.depthstream.benchmarks.packets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.BatchSender;
import io.depthstream.ingest.packet.RateSender;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PacketTrainTest {
    private static final long SEED = 20200130;
    private static final int STRIDE = 1_408;

    private final List<UnsafeBuffer> wire = new ArrayList<>();
    private final Generator generator = new Generator();

    @Test
    void shouldSendPacketsOfOneLengthWhoseEveryMessageIsDecoded() {
        final PacketTrain train = train();
        for (int batch = 0; batch < 2 * PacketTrain.PACKETS / PacketTrain.BATCH; batch++) {
            train.send(PacketTrain.BATCH);
        }
        final DecodingHandler handler = new DecodingHandler();
        handler.timing(true);
        receive(handler);

        assertEquals(2 * PacketTrain.PACKETS, train.sent());
        assertEquals(train.sent(), handler.packets());
        assertEquals(PacketTrain.MESSAGES * handler.packets(), handler.messages());
        assertTrue(handler.micros(50) >= 0, "time under way");
        assertTrue(wire.stream().allMatch(packet -> packet.capacity() == PacketTrain.PACKET_BYTES), "all of one length");
        handler.requireSound();
    }

    @Test
    void shouldFloodWithTheSamePackets() {
        final PacketTrain train = train();
        for (int batch = 0; batch < PacketTrain.PACKETS / PacketTrain.BATCH; batch++) {
            train.send(PacketTrain.BATCH);
        }
        final List<UnsafeBuffer> sent = List.copyOf(wire);
        wire.clear();

        assertEquals(PacketTrain.PACKETS, train.flood(1, 1).packets());
        for (int i = 0; i < PacketTrain.PACKETS; i++) {
            final int bytes = PacketTrain.PACKET_BYTES - PacketTrain.TRAILER_BYTES;
            assertEquals(new UnsafeBuffer(sent.get(i), 0, bytes), new UnsafeBuffer(wire.get(i), 0, bytes));
        }
    }

    @Test
    void shouldNoticeAPacketThatCameTwice() {
        train().send(2);
        final DecodingHandler handler = new DecodingHandler();
        receive(handler);
        receive(handler);

        assertTrue(assertThrows(IllegalStateException.class, handler::requireSound).getMessage()
            .contains("2 packets of 4 came twice or out of order"));
    }

    @Test
    void shouldNoticeAMessageThatCannotBeDecoded() {
        train().send(1);
        final DecodingHandler handler = new DecodingHandler();
        wire.get(0).putByte(22, (byte) '?');
        receive(handler);

        assertTrue(assertThrows(IllegalStateException.class, handler::requireSound).getMessage()
            .startsWith("1 messages of "));
    }

    private void receive(final DecodingHandler handler) {
        wire.forEach(packet -> handler.onPacket(0, packet, 0, packet.capacity(), 0));
    }

    private PacketTrain train() {
        final BatchSender[] senders = new BatchSender[PacketTrain.PACKETS / PacketTrain.BATCH];
        for (int i = 0; i < senders.length; i++) {
            senders[i] = new Recording();
        }
        return new PacketTrain(senders, generator, SEED);
    }

    /** Sends what it kept when it is asked for anything. */
    private final class Generator implements RateSender {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[PacketTrain.PACKET_BYTES]);
        private final List<byte[]> kept = new ArrayList<>();

        @Override
        public MutableDirectBuffer buffer() {
            return buffer;
        }

        @Override
        public void keep(final int packet) {
            assertEquals(kept.size(), packet);
            kept.add(buffer.byteArray().clone());
        }

        @Override
        public Sent send(final double perSecond, final long nanos) {
            kept.forEach(packet -> wire.add(new UnsafeBuffer(packet)));
            return new Sent(kept.size(), nanos);
        }

        @Override
        public void close() {
            kept.clear();
        }
    }

    /** Keeps a copy of what is sent. */
    private final class Recording implements BatchSender {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[PacketTrain.BATCH * STRIDE]);
        private final int[] lengths = new int[PacketTrain.BATCH];

        @Override
        public MutableDirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int offset(final int packet) {
            return packet * STRIDE;
        }

        @Override
        public void length(final int packet, final int bytes) {
            lengths[packet] = bytes;
        }

        @Override
        public int send(final int packets) {
            for (int i = 0; i < packets; i++) {
                final byte[] copy = new byte[lengths[i]];
                buffer.getBytes(offset(i), copy);
                wire.add(new UnsafeBuffer(copy));
            }
            return packets;
        }

        @Override
        public void close() {
            wire.clear();
        }
    }
}
