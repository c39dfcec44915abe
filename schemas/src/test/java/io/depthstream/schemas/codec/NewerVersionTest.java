package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.gate.CompatibilityGate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/**
 * A writer was upgraded first: its schema, {@code src/test/newer/EventBatch.avsc}, has one more field and one more
 * kind, and the build hands the folder to {@code ReleasedSchemas} as an operator would.
 */
class NewerVersionTest {

    private final Schema newer;
    private final byte[] value;

    NewerVersionTest() throws IOException {
        newer = new Schema.Parser().parse(Files.readString(Path.of("src", "test", "newer", "EventBatch.avsc")));
        value = write();
    }

    @Test
    void shouldBeAVersionTheGatePasses() {
        assertEquals(List.of(), CompatibilityGate.check(newer, List.of(EventBatch.getClassSchema())));
    }

    @Test
    void shouldReadABatchOfANewerVersion() {
        final EventBatchReader reader = new EventBatchReader();
        final byte[] inside = new byte[value.length + 9];
        System.arraycopy(value, 0, inside, 4, value.length);
        reader.wrap(inside, 4, value.length);
        reader.verify();
        assertEquals("AAPL", reader.symbol());
        assertEquals(7, reader.firstSequence());
        assertTrue(reader.nextEvent());
        assertEquals(EventKind.DELETE, reader.kind());
        assertEquals(99, reader.orderRef());
        assertTrue(reader.nextEvent());
        assertEquals(EventKind.UNKNOWN, reader.kind());
        assertEquals("Q", reader.codes());
        assertFalse(reader.nextEvent());
    }

    @Test
    void shouldDecodeARecordOfANewerVersion() {
        final EventBatch batch = Records.decode(EventBatch.class, value);
        assertEquals("AAPL", batch.getSymbol());
        assertEquals(EventKind.UNKNOWN, batch.getEvents().get(1).getKind());
    }

    @Test
    void shouldRefuseEveryTruncationOfANewerVersion() {
        final EventBatchReader reader = new EventBatchReader();
        for (int length = 0; length < value.length; length++) {
            final byte[] cut = Arrays.copyOf(value, length);
            assertThrows(MalformedRecordException.class, () -> reader.wrap(cut));
        }
    }

    private byte[] write() throws IOException {
        final GenericData.Record batch = blank(newer);
        batch.put("symbol", "AAPL");
        batch.put("lineage", "unknown here");
        batch.put("firstSequence", 7L);
        batch.put("lastSequence", 8L);
        final Schema eventSchema = newer.getField("events").schema().getElementType();
        batch.put("events", List.of(
            event(eventSchema, "DELETE", 0, 99L, ""), event(eventSchema, "AUCTION", 1, 0L, "Q")));
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(SingleObject.header(newer));
        final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(newer).write(batch, encoder);
        return bytes.toByteArray();
    }

    private static GenericData.Record event(
        final Schema schema, final String kind, final int offset, final long orderRef, final String codes) {
        final GenericData.Record event = blank(schema);
        event.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), kind));
        event.put("sequenceOffset", offset);
        event.put("orderRef", orderRef);
        event.put("codes", codes);
        return event;
    }

    private static GenericData.Record blank(final Schema schema) {
        final GenericData.Record record = new GenericData.Record(schema);
        for (final Schema.Field field : schema.getFields()) {
            record.put(field.pos(), GenericData.get().getDefaultValue(field));
        }
        return record;
    }
}
