package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.paritytrading.juncture.nasdaq.itch50.ITCH50;
import com.paritytrading.juncture.nasdaq.itch50.ITCH50Listener;
import com.paritytrading.juncture.nasdaq.itch50.ITCH50Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parity's juncture parser, written by others from the same specification, must read every byte as we do. */
class JunctureAgreementTest {
    private static final long SEED = 20_200_130L;
    private static final int MESSAGES_PER_TYPE = 200;
    /** What juncture calls a field, where it does not use the specification's name. */
    private static final Map<String, String> NAMES =
            Map.of("locateCode", "stockLocate", "canceledShares", "cancelledShares");

    private final ItchDecoder decoder = new ItchDecoder();
    private final Map<Character, Integer> ours = new TreeMap<>();
    private final Map<Character, Integer> theirs = new TreeMap<>();
    private Map<String, Long> junctureReading;
    private Map<String, Long> ourReading;

    private final ItchListener listener = new RecordingListener(message -> ourReading = numbers(message));
    private final ITCH50Parser juncture = new ITCH50Parser((ITCH50Listener) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ITCH50Listener.class}, (proxy, method, arguments) -> {
                junctureReading = numbers((ITCH50.Message) arguments[0]);
                return null;
            }));

    @Test
    void shouldAgreeOnTheFirstMessagesOfARealDay() throws IOException {
        assertEquals(10_000, RealMessages.forEach(RealMessages.require("itch/aapl10k.bin"), this::compare));

        assertEquals(
                Map.ofEntries(Map.entry('A', 4758), Map.entry('D', 4083), Map.entry('E', 849), Map.entry('P', 240),
                        Map.entry('L', 52), Map.entry('U', 7), Map.entry('X', 6), Map.entry('F', 2),
                        Map.entry('R', 1), Map.entry('H', 1), Map.entry('Y', 1)),
                ours);
        assertEquals(theirs, ours);
    }

    @Test
    void shouldAgreeOnARealHour() throws IOException {
        final String file = "lobster/AAPL_2012-06-21_0930-1030_L50.itch.gz";
        assertEquals(92_149, RealMessages.forEach(RealMessages.require(file), this::compare));

        assertEquals(
                Map.of('A', 44_399, 'D', 41_005, 'E', 4_067, 'P', 2_201, 'X', 469, 'S', 6, 'R', 1, 'H', 1), ours);
        assertEquals(theirs, ours);
    }

    /**
     * Covers the types the real files lack, but for two: juncture 1.0.0 does not know the newest, O, and takes the
     * shares of a cross trade for four bytes, where section 1.5.2 (and the message's 40 bytes) make them eight.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"DIRECT_LISTING_PRICE_DISCOVERY", "CROSS_TRADE"})
    void shouldAgreeOnRandomBytesOfEachType(final ItchMessageType type) {
        final Random random = new Random(SEED + type.code());
        for (int i = 0; i < MESSAGES_PER_TYPE; i++) {
            final byte[] message = new byte[type.length()];
            random.nextBytes(message);
            message[0] = (byte) type.code();
            compare(message);
        }
        assertEquals(Map.of(type.code(), MESSAGES_PER_TYPE), ours, () -> "seed " + SEED);
        assertEquals(theirs, ours);
    }

    private void compare(final byte[] message) {
        ourReading = null;
        junctureReading = null;
        final char type = (char) message[0];
        assertEquals(DecodeResult.OK, decoder.decode(new UnsafeBuffer(message), 0, message.length, listener));
        ours.merge(type, 1, Integer::sum);
        try {
            juncture.message(ByteBuffer.wrap(message));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        assertNotNull(junctureReading, () -> "juncture passed over type " + type);
        theirs.merge(type, 1, Integer::sum);
        assertEquals(junctureReading, ourReading, () -> "type " + type + ", seed " + SEED);
    }

    private static Map<String, Long> numbers(final ItchMessage message) {
        final Map<String, Long> numbers = new TreeMap<>();
        MessageFields.of(message).forEach((name, value) -> numbers.put(name, number(message, name, value)));
        return numbers;
    }

    private static long number(final ItchMessage message, final String name, final Object value) {
        if (value instanceof Character character) {
            return character;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        try {
            final String packed = name + (name.equals("stock") ? "AsLong" : "AsInt");
            return unsigned(MessageFields.invoke(message.getClass().getMethod(packed), message));
        } catch (final NoSuchMethodException e) {
            throw new AssertionError("no packed form of " + name + " in " + message, e);
        }
    }

    private static Map<String, Long> numbers(final ITCH50.Message message) throws IllegalAccessException {
        final Map<String, Long> numbers = new LinkedHashMap<>();
        for (final Field field : message.getClass().getFields()) {
            numbers.put(NAMES.getOrDefault(field.getName(), field.getName()), unsigned(field.get(message)));
        }
        numbers.put("timestamp", numbers.remove("timestampHigh") << 32 | numbers.remove("timestampLow"));
        return numbers;
    }

    private static long unsigned(final Object value) {
        if (value instanceof Byte number) {
            return number & 0xFF;
        }
        if (value instanceof Short number) {
            return number & 0xFFFF;
        }
        return value instanceof Integer number ? number & 0xFFFF_FFFFL : ((Number) value).longValue();
    }
}
