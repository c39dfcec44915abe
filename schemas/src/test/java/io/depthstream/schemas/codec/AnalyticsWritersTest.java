package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.BookSignal;
import io.depthstream.schemas.avro.Features;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradeSignal;
import io.depthstream.schemas.avro.TradingState;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Each writer's public fields are its schema's own: every one is filled with a value, and the bytes are compared. */
class AnalyticsWritersTest {

    @Property(tries = 200)
    void shouldWriteAsTheGeneratedClassesDo(@ForAll final long seed) throws ReflectiveOperationException {
        final BarWriter bar = new BarWriter();
        check(seed, bar, Records.blank(Bar.class), () -> bar.encode(
            "XNAS", "S", "A", seed, 2, 3, 4, Quality.OK, "r", TradingState.TRADING));
        final BookSignalWriter signal = new BookSignalWriter();
        check(seed, signal, Records.blank(BookSignal.class), () -> signal.encode(
            "XNAS", "S", "A", seed, 2, 3, 4, Quality.OK, "r", TradingState.TRADING));
        final FeaturesWriter features = new FeaturesWriter();
        check(seed, features, Records.blank(Features.class), () -> features.encode(
            "XNAS", "S", "A", seed, 2, 3, 4, Quality.OK, "r", TradingState.TRADING));
        final TradeSignalWriter trade = new TradeSignalWriter();
        check(seed, trade, Records.blank(TradeSignal.class), () -> trade.encode(
            "XNAS", "S", "A", seed, 2, 3, 4, Quality.OK, "r", TradingState.TRADING));
    }

    private interface Encoding {
        byte[] encode();
    }

    private static void check(
        final long seed, final Object writer, final SpecificRecord record, final Encoding encoding)
        throws IllegalAccessException {
        final Random random = new Random(seed);
        int filled = 0;
        for (final Field field : writer.getClass().getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                final Object value = value(field.getType(), random);
                field.set(writer, value);
                final Schema.Field target = record.getSchema().getField(field.getName());
                record.put(target.pos(), value);
                filled++;
            }
        }
        assertTrue(filled == record.getSchema().getFields().size() - 10, "every field between head and tail");
        final Object[] head = {"XNAS", "S", "A", seed, 2L, 3L, 4};
        for (int i = 0; i < head.length; i++) {
            record.put(i, head[i]);
        }
        // Later versions of a schema have fields behind the tail.
        final int tail = record.getSchema().getField("quality").pos();
        record.put(tail, Quality.OK);
        record.put(tail + 1, "r");
        record.put(tail + 2, TradingState.TRADING);
        assertArrayEquals(GeneratedCodec.write(record), encoding.encode());
    }

    private static Object value(final Class<?> type, final Random random) {
        if (type == long.class) {
            return random.nextLong() >> random.nextInt(64);
        }
        if (type == int.class) {
            return random.nextInt() >> random.nextInt(32);
        }
        if (type == double.class) {
            return random.nextGaussian();
        }
        final Object[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }
}
