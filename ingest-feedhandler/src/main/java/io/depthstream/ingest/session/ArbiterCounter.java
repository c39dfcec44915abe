package io.depthstream.ingest.session;

/** What a {@link LineArbiter} counts over all lines. Sums, unless said otherwise; they go on over sessions. */
public enum ArbiterCounter {
    /** Messages handed to the listener, empty ones included. */
    DELIVERED,
    /** Different messages taken from any line: delivered or held. */
    ACCEPTED,
    /** Holes opened. */
    HOLES,
    /** Messages missing when their hole opened or grew. */
    HOLE_MESSAGES,
    /** Gaps declared. */
    GAPS,
    /** Messages in declared gaps. */
    GAP_MESSAGES,
    /** Gaps declared because the hole outlived its deadline. */
    GAPS_BY_DEADLINE,
    /** Gaps declared because the window of held packets was full. */
    GAPS_BY_WINDOW,
    /** Gaps declared because the session or the input ended. */
    GAPS_BY_END,
    /** Declared gaps of which every message came late. */
    GAPS_CLOSED_LATE,
    /** Sessions begun or joined. */
    SESSIONS,
    /** Highest number that any line or server brought in this session, delivered or held (level). */
    HIGHEST_SEQUENCE,
    /** Messages neither delivered nor declared, because a snapshot had them. */
    SKIPPED,
    /** Packets that came while the stream was held for a snapshot and found no room; their messages count as lost. */
    HELD_OVERFLOWS,
    /** Packets held now (level). */
    HELD_PACKETS,
    /** Bytes held now (level). */
    HELD_BYTES,
    /** Most packets held at once. */
    HELD_PACKETS_PEAK
}
