package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.ReleasedSchemas;
import io.depthstream.schemas.avro.EventBatch;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** What the readers promise of any bytes at all; shared by the property tests and the fuzz tests. */
final class HostileInput {

    /** Scratch arrays of the reader, exceptions with their stack traces, Avro's decoder buffer. */
    private static final long FIXED_BYTES = 512 << 10;
    /** An event of 12 bytes becomes an object with boxed fields; a varint of one byte becomes a boxed long. */
    private static final long BYTES_PER_INPUT_BYTE = 256;

    private static final EventBatchReader READER = new EventBatchReader();

    static {
        // Loading classes allocates too, and is not the input's doing.
        for (final Schema schema : ReleasedSchemas.current()) {
            final Class<? extends SpecificRecord> type =
                RecordModel.INSTANCE.getClass(schema).asSubclass(SpecificRecord.class);
            Records.decode(type, Records.encode(Records.blank(type)));
        }
        readAll(Records.encode(Records.blank(EventBatch.class)));
        try {
            readAll(new byte[0]);
        } catch (final MalformedRecordException e) {
            e.getMessage();
        }
    }

    private HostileInput() {
    }

    /** The reader accepts the bytes or says malformed, in bounded memory, and agrees with Avro which of the two. */
    static void readBatch(final byte[] value) {
        final String[] refusal = new String[1];
        final int[] events = new int[1];
        assertBounded(value, () -> {
            try {
                events[0] = readAll(value);
            } catch (final MalformedRecordException e) {
                refusal[0] = e.getMessage();
                assertTrue(e.offset() >= 0 && e.offset() <= value.length, refusal[0]);
            }
        });
        try {
            final EventBatch batch = Records.decode(EventBatch.class, value);
            assertEquals(null, refusal[0], "Avro reads it");
            assertEquals(batch.getEvents().size(), events[0]);
        } catch (final MalformedRecordException e) {
            assertTrue(refusal[0] != null, "Avro refuses it: " + e.getMessage());
        }
    }

    private static int readAll(final byte[] value) {
        READER.wrap(value);
        int events = 0;
        READER.venue();
        READER.session();
        READER.symbol();
        READER.publisher();
        while (READER.nextEvent()) {
            events++;
            READER.codes();
            for (int i = 0; i < READER.valueCount(); i++) {
                READER.value(i);
            }
        }
        assertEquals(events, READER.eventCount());
        return events;
    }

    /** Decoding gives a record that can be encoded again, or says malformed, in bounded memory. */
    static void decode(final Class<? extends SpecificRecord> type, final byte[] value) {
        assertBounded(value, () -> {
            try {
                final SpecificRecord record = Records.decode(type, value);
                assertEquals(record, Records.decode(type, Records.encode(record)));
            } catch (final MalformedRecordException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= value.length, e.getMessage());
            }
        });
    }

    private static void assertBounded(final byte[] value, final Runnable read) {
        final long allocated = Allocation.bytesOf(read);
        final long limit = FIXED_BYTES + BYTES_PER_INPUT_BYTE * value.length;
        assertTrue(allocated <= limit,
            () -> "allocated " + allocated + " bytes for " + value.length + " bytes of input, limit " + limit);
    }
}
