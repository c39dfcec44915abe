package io.depthstream.schemas.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.depthstream.schemas.ReleasedSchemas;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Any bytes into the readers. The normal build runs the inputs kept in {@code src/test/resources};
 * {@code ./depthstream fuzz} looks for new ones.
 */
class RecordsFuzzTest {

    private static final List<Schema> SCHEMAS = ReleasedSchemas.current();

    @FuzzTest(maxDuration = "60s")
    void shouldReadAnyBatchOrSayMalformed(final byte[] value) {
        HostileInput.readBatch(value);
    }

    /** The first byte chooses the record type, so that the fuzzer need not guess a fingerprint. */
    @FuzzTest(maxDuration = "60s")
    void shouldDecodeAnyRecordOrSayMalformed(final byte[] input) {
        if (input.length == 0) {
            return;
        }
        final Schema schema = SCHEMAS.get(Byte.toUnsignedInt(input[0]) % SCHEMAS.size());
        final byte[] value = new byte[SingleObject.HEADER_BYTES + input.length - 1];
        System.arraycopy(SingleObject.header(schema), 0, value, 0, SingleObject.HEADER_BYTES);
        System.arraycopy(input, 1, value, SingleObject.HEADER_BYTES, input.length - 1);
        HostileInput.decode(RecordModel.INSTANCE.getClass(schema).asSubclass(SpecificRecord.class), value);
        for (final Schema other : SCHEMAS) {
            HostileInput.decode(RecordModel.INSTANCE.getClass(other).asSubclass(SpecificRecord.class), input);
        }
    }
}
