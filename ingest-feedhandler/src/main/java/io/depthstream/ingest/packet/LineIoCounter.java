package io.depthstream.ingest.packet;

/** What a {@link NioPacketSource} counts for each line. Sums. */
public enum LineIoCounter {
    /** Packets received. */
    PACKETS,
    /** Bytes of those packets. */
    BYTES
}
