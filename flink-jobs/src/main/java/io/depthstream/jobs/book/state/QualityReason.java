package io.depthstream.jobs.book.state;

import io.depthstream.schemas.avro.Quality;

/**
 * Why a book is not simply good: the quality it causes, its text in records, and its code in state.
 *
 * <p>The code is part of the state format and the text part of the published contract: never reuse or change either.
 */
public enum QualityReason {
    /** Nothing against the book. */
    NONE(0, Quality.OK, ""),
    /** Best bid equals best offer. */
    LOCKED(1, Quality.LOCKED, "locked"),
    /** Best bid is above best offer. */
    CROSSED(2, Quality.CROSSED, "crossed"),
    /** A publisher sent events before this batch that never arrived; written by state version 1, see {@link #GAP}. */
    SEQUENCE_HOLE(3, Quality.STALE, "sequence-hole"),
    /** The feed handler lost messages and could not recover them; written by state version 1, see {@link #GAP}. */
    FEED_GAP(4, Quality.STALE, "feed-gap"),
    /** An event named an order that the book has not, or asked of one what cannot be. */
    DANGLING_REFERENCE(5, Quality.STALE, "dangling-reference"),
    /** An event of a kind this build does not know: it may have changed the book. */
    UNKNOWN_EVENT(6, Quality.STALE, "unknown-event"),
    /** Something was missing and nobody brought it in time; a snapshot, or proof that it was nothing, heals it. */
    GAP(7, Quality.STALE, "gap"),
    /** Something is missing and waited for; later events are held back. Never damage: it comes and goes. */
    GAP_WAIT(8, Quality.RECOVERING, "gap-wait"),
    /** No publisher sends anything, not even a heartbeat. Never damage: it ends with the next record. */
    FEED_SILENT(9, Quality.STALE, "feed-silent"),
    /** A symbol that trades has had no event for longer than it may. Never damage: it ends with the next event. */
    SYMBOL_SILENT(10, Quality.STALE, "symbol-silent");

    private static final QualityReason[] BY_CODE = values();

    private final int code;
    private final Quality quality;
    private final String text;

    QualityReason(final int code, final Quality quality, final String text) {
        this.code = code;
        this.quality = quality;
        this.text = text;
    }

    /** Whether proof that nothing was missed takes it back. */
    public boolean provable() {
        return this == GAP;
    }

    /** Number that stands for the reason in keyed state. */
    public int code() {
        return code;
    }

    /** Quality the reason causes. */
    public Quality quality() {
        return quality;
    }

    /** Text of {@code qualityReason} in records; empty for {@link #NONE}. */
    public String text() {
        return text;
    }

    /**
     * The reason a code stands for.
     *
     * @throws IllegalArgumentException for a code no version has written
     */
    public static QualityReason ofCode(final int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("quality reason code " + code + " is unknown; expected 0 to "
                    + (BY_CODE.length - 1) + ": restore with the build that wrote the state");
        }
        return BY_CODE[code];
    }
}
