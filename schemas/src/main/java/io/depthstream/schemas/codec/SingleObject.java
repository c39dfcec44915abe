package io.depthstream.schemas.codec;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The ten bytes in front of every value: Avro single-object encoding (Avro 1.12 specification, "Single-object
 * encoding"): marker 0xC3 0x01, then the CRC-64-AVRO fingerprint of the writer's schema, little-endian.
 */
final class SingleObject {

    static final int HEADER_BYTES = 10;
    static final byte MARKER_0 = (byte) 0xC3;
    static final byte MARKER_1 = 0x01;

    private SingleObject() {
    }

    static byte[] header(final Schema schema) {
        final long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        final byte[] header = new byte[HEADER_BYTES];
        header[0] = MARKER_0;
        header[1] = MARKER_1;
        for (int i = 0; i < Long.BYTES; i++) {
            header[2 + i] = (byte) (fingerprint >>> (8 * i));
        }
        return header;
    }

    /** Reads the fingerprint; {@code schemaName} is for the error alone. */
    static long fingerprint(final byte[] value, final int offset, final int length, final String schemaName) {
        if (length < HEADER_BYTES) {
            throw new MalformedRecordException(
                schemaName, 0, "value of " + length + " bytes, a header alone takes " + HEADER_BYTES);
        }
        if (value[offset] != MARKER_0 || value[offset + 1] != MARKER_1) {
            throw new MalformedRecordException(schemaName, 0, String.format(
                "marker %02x %02x, expected c3 01: not a single-object encoded value",
                value[offset], value[offset + 1]));
        }
        long fingerprint = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            fingerprint = fingerprint << 8 | value[offset + 2 + i] & 0xFF;
        }
        return fingerprint;
    }
}
