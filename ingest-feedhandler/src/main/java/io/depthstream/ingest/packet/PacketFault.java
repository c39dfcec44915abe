package io.depthstream.ingest.packet;

import java.util.Locale;

/** What is wrong with bytes that should have been a packet. The set is closed, so it can label a metric. */
public enum PacketFault {
    /** Fewer bytes than the packet header has. */
    SHORT_HEADER,
    /** Message count and message lengths do not add up to the length of the packet. */
    LENGTH_MISMATCH,
    /** A message block of length 0: it has a sequence number and nothing else. */
    EMPTY_MESSAGE,
    /** Sequence number 0, or too large to count on from. */
    BAD_SEQUENCE,
    /** A single packet far ahead of all others: believed only when a second one agrees. */
    IMPLAUSIBLE_SEQUENCE,
    /** Messages numbered past the end that the session declared. */
    AFTER_END_OF_SESSION,
    /** Longer than a UDP datagram can be. */
    OVERSIZE_PACKET,
    /** The file ends inside a record. */
    TRUNCATED_FILE,
    /** The compressed stream is broken from here on. */
    CORRUPT_GZIP,
    /** A record whose lengths contradict themselves or a named limit. */
    BAD_RECORD,
    /** A capture record of an interface that no earlier block describes. */
    UNKNOWN_INTERFACE,
    /** The capture kept only the beginning of the packet (snap length). */
    SNAPPED_PACKET,
    /** An Ethernet, IP or UDP header that contradicts itself. */
    BAD_HEADER,
    /** Bytes after the record that ends the file. */
    TRAILING_BYTES;

    private final String reason = name().toLowerCase(Locale.ROOT);

    /** Label for metrics and dead letters, such as {@code length_mismatch}. */
    public String reason() {
        return reason;
    }
}
