package io.depthstream.benchmarks.comparison;

import io.depthstream.benchmarks.comparison.avro.OrderEvent;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro make objects of the comparison design's own records; it refuses every class it was not told to trust.
 *
 * <p>Avro keeps this for the whole process. It is done in a benchmark's process only, and for one package of generated
 * records only.
 */
final class TrustedRecords {
    private static final String PACKAGE = OrderEvent.class.getPackageName();

    private TrustedRecords() {
    }

    /** Adds the package to what is trusted; doing so again changes nothing. */
    static void trust() {
        final ClassSecurityPredicate present = ClassSecurityValidator.getGlobal();
        if (!present.isTrusted(OrderEvent.class)) {
            ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(present, type -> type.getPackageName().equals(PACKAGE)));
        }
    }
}
