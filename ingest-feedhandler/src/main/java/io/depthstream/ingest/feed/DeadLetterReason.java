package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.PacketFault;
import java.util.Locale;

/**
 * Why an input could not be used. Each is counted apart; the set is closed, so it can label a metric. Reasons that
 * concern a packet have the name of its {@link PacketFault}.
 */
public enum DeadLetterReason {
    /** Fewer bytes than the packet header has. */
    SHORT_HEADER,
    /** Message count and message lengths do not add up to the packet's length. */
    LENGTH_MISMATCH,
    /** A message of no byte at all. */
    EMPTY_MESSAGE,
    /** A packet's sequence number is 0 or too large. */
    BAD_SEQUENCE,
    /** A single packet far ahead of all others. */
    IMPLAUSIBLE_SEQUENCE,
    /** Messages past the end that the session declared. */
    AFTER_END_OF_SESSION,
    /** Longer than a datagram can be. */
    OVERSIZE_PACKET,
    /** The file ends inside a record. */
    TRUNCATED_FILE,
    /** The compressed stream is broken. */
    CORRUPT_GZIP,
    /** A file's record contradicts itself. */
    BAD_RECORD,
    /** A capture record of an interface never described. */
    UNKNOWN_INTERFACE,
    /** The capture kept only the beginning of a packet. */
    SNAPPED_PACKET,
    /** A network header that contradicts itself. */
    BAD_HEADER,
    /** Bytes after the record that ends a file. */
    TRAILING_BYTES,
    /** Any other fault of a packet. */
    MALFORMED_PACKET,

    /** A message type the specification does not list. */
    UNKNOWN_TYPE,
    /** A known type whose length is not the specification's. */
    BAD_LENGTH,
    /** A stock locate no directory message has named. */
    UNKNOWN_LOCATE,
    /** The message names one stock and its locate another. */
    SYMBOL_MISMATCH,
    /** A field outside what the specification or arithmetic allows. */
    IMPOSSIBLE_FIELD,
    /** More symbols than the directory holds. */
    DIRECTORY_FULL,

    /** A record on the reference topic that cannot be read. */
    BAD_REFERENCE;

    private static final DeadLetterReason[] BY_FAULT = byFault();

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    private static DeadLetterReason[] byFault() {
        final PacketFault[] faults = PacketFault.values();
        final DeadLetterReason[] reasons = new DeadLetterReason[faults.length];
        for (final PacketFault fault : faults) {
            reasons[fault.ordinal()] = MALFORMED_PACKET;
            for (final DeadLetterReason reason : values()) {
                if (reason.name().equals(fault.name())) {
                    reasons[fault.ordinal()] = reason;
                }
            }
        }
        return reasons;
    }

    /** The reason that stands for a packet's fault. */
    public static DeadLetterReason of(final PacketFault fault) {
        return BY_FAULT[fault.ordinal()];
    }

    /** The reason as it stands in the dead letter and in the metric's label, such as {@code unknown-locate}. */
    public String text() {
        return text;
    }
}
