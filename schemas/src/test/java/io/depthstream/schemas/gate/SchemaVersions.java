package io.depthstream.schemas.gate;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** When two schemas are the same version. */
final class SchemaVersions {

    private SchemaVersions() {
    }

    /** Same bytes and same defaults; documentation may differ. */
    static boolean sameToAReader(final Schema one, final Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other))
            && CompatibilityGate.check(one, List.of(other)).isEmpty();
    }
}
