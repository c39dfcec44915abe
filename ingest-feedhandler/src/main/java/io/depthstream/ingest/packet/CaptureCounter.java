package io.depthstream.ingest.packet;

/** What a {@link FilePacketSource} counts. Sums. */
public enum CaptureCounter {
    /** Records read: captured frames, or messages of a message file. */
    RECORDS,
    /** Packets handed over. */
    PACKETS,
    /** Bytes of packets handed over. */
    BYTES,
    /** Frames of other protocols. */
    NOT_UDP,
    /** IP fragments, first ones included: a market-data packet is never fragmented. */
    FRAGMENTS,
    /** UDP packets that no line is configured for. */
    FILTERED,
    /** Frames of an interface whose link type is not read. */
    UNKNOWN_LINK,
    /** Blocks of the file that hold no packet. */
    OTHER_BLOCKS,
    /** Records reported as malformed. */
    MALFORMED
}
