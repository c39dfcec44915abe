package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/** Message after message, whatever they are, a listener sees what {@link ItchDecoder} shows it one by one. */
class ItchBlockDecoderTest {
    private static final int LENGTH_BYTES = ItchBlockDecoder.LENGTH_BYTES;
    private static final ItchMessageType[] TYPES = ItchMessageType.values();
    private static final String ORDERS_AND_TRADES = "ADUEXFCP";

    private final ItchBlockDecoder decoder = new ItchBlockDecoder();
    private final List<String> seen = new ArrayList<>();
    private final ItchListener listener = new RecordingListener(
        message -> seen.add(message.offset() + " " + message.messageType() + " " + message));

    /** Blocks of random bytes behind a type and a length, one in thirty wrong; decoded up to any place among them. */
    @Property
    void shouldShowWhatTheDecoderOfOneMessageShows(@ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] bytes = blocks(random);
        final int from = random.nextInt(3) == 0 ? random.nextInt(bytes.length) : 0;
        final int to = random.nextInt(3) == 0 ? from + random.nextInt(bytes.length - from + 1) : bytes.length;
        final UnsafeBuffer heap = new UnsafeBuffer(bytes);
        final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length + 5), 5, bytes.length);
        direct.putBytes(0, bytes);
        seen.clear();
        final int stop = oneByOne(heap, from, to);
        final List<String> expected = List.copyOf(seen);

        for (final UnsafeBuffer buffer : List.of(heap, direct)) {
            seen.clear();
            assertEquals(stop, decoder.decode(buffer, from, to, listener));
            assertEquals(expected, seen);
        }
    }

    @Example
    void shouldEndWhereTheLastMessageEnds() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[200]);
        final int end = block(buffer, block(buffer, 0, ItchMessageType.ADD_ORDER), ItchMessageType.TRADE);

        assertEquals(end, decoder.decode(buffer, 0, end, listener));
        assertEquals(end, decoder.decode(buffer, end, end, listener));
        assertEquals(2, seen.size());
    }

    @Example
    void shouldReadWhereTheBufferLiesNow() {
        final byte[] first = new byte[100];
        final byte[] second = new byte[100];
        block(new UnsafeBuffer(first), 0, ItchMessageType.ORDER_DELETE);
        block(new UnsafeBuffer(second), 0, ItchMessageType.ORDER_DELETE);
        second[LENGTH_BYTES + ItchMessage.STOCK_LOCATE_OFFSET + 1] = 42;
        final UnsafeBuffer buffer = new UnsafeBuffer(first);
        final List<Integer> locates = new ArrayList<>();
        final ItchListener reader = new ItchListener() {
            @Override
            public void onOrderDelete(final OrderDelete message) {
                locates.add(message.stockLocate());
            }
        };

        decoder.decode(buffer, 0, buffer.capacity(), reader);
        buffer.wrap(second);
        decoder.decode(buffer, 0, buffer.capacity(), reader);

        assertEquals(List.of(0, 42), locates);
    }

    @Example
    void shouldGoOnWhenAListenerPutsTheMessageElsewhere() {
        final UnsafeBuffer elsewhere = new UnsafeBuffer(new byte[OrderDelete.LENGTH]);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[200]);
        int end = 0;
        for (int i = 0; i < 5; i++) {
            buffer.putLong(end + LENGTH_BYTES + OrderDelete.ORDER_REFERENCE_NUMBER_OFFSET, 100 + i, ByteOrder.BIG_ENDIAN);
            end = block(buffer, end, ItchMessageType.ORDER_DELETE);
        }
        final List<Long> references = new ArrayList<>();

        assertEquals(end, decoder.decode(buffer, 0, end, new ItchListener() {
            @Override
            public void onOrderDelete(final OrderDelete message) {
                references.add(message.orderReferenceNumber());
                message.wrap(elsewhere, 0);
            }
        }));
        assertEquals(List.of(100L, 101L, 102L, 103L, 104L), references);
    }

    @Example
    void shouldRefuseARangeOutsideTheBuffer() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[100]);

        assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(buffer, 0, 101, listener));
        assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(buffer, -1, 50, listener));
        assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(buffer, 50, 49, listener));
    }

    private int oneByOne(final UnsafeBuffer buffer, final int from, final int to) {
        final ItchDecoder one = new ItchDecoder();
        int at = from;
        while (to - at >= LENGTH_BYTES) {
            final int length = buffer.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
            if (length > to - at - LENGTH_BYTES
                    || one.decode(buffer, at + LENGTH_BYTES, length, listener) != DecodeResult.OK) {
                return at;
            }
            at += LENGTH_BYTES + length;
        }
        return at;
    }

    private static byte[] blocks(final Random random) {
        final ByteBuffer bytes = ByteBuffer.allocate(40 * 60);
        final int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            final ItchMessageType type = random.nextInt(5) == 0
                ? TYPES[random.nextInt(TYPES.length)]
                : ItchMessageType.of(ORDERS_AND_TRADES.charAt(random.nextInt(ORDERS_AND_TRADES.length())));
            final int wrong = random.nextInt(90);
            final int length = type.length() + (wrong == 0 ? 1 : wrong == 1 ? -1 : 0);
            final byte[] message = new byte[length];
            random.nextBytes(message);
            message[0] = wrong == 2 ? (byte) '~' : (byte) type.code();
            bytes.putShort((short) length).put(message);
        }
        final byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    /** Writes the length and type of a message; returns where it ends. */
    private static int block(final UnsafeBuffer buffer, final int at, final ItchMessageType type) {
        buffer.putShort(at, (short) type.length(), ByteOrder.BIG_ENDIAN);
        buffer.putByte(at + LENGTH_BYTES, (byte) type.code());
        return at + LENGTH_BYTES + type.length();
    }
}
