package io.depthstream.ingest.itch;

/** What became of one message. */
public enum DecodeResult {
    /** Type and length are right; the listener was called. */
    OK,
    /** Fewer bytes than the type needs, or none at all. */
    SHORT,
    /** More bytes than the type has. */
    BAD_LENGTH,
    /** The first byte names no type of the specification. */
    UNKNOWN_TYPE
}
