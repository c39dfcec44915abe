package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link MwcbDeclineLevel} messages (type V, 35 bytes). Fields not set stay binary zero. */
public final class MwcbDeclineLevelEncoder extends ItchEncoder<MwcbDeclineLevelEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 34 bytes. */
    public MwcbDeclineLevelEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, MwcbDeclineLevel.TYPE, MwcbDeclineLevel.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return MwcbDeclineLevel.LENGTH;
    }

    @Override
    MwcbDeclineLevelEncoder self() {
        return this;
    }

    /** Writes {@link MwcbDeclineLevel#level1()}: hundred-millionths of a point. */
    public MwcbDeclineLevelEncoder level1(final long level1) {
        return putLong(MwcbDeclineLevel.LEVEL1_OFFSET, level1);
    }

    /** Writes {@link MwcbDeclineLevel#level2()}: hundred-millionths of a point. */
    public MwcbDeclineLevelEncoder level2(final long level2) {
        return putLong(MwcbDeclineLevel.LEVEL2_OFFSET, level2);
    }

    /** Writes {@link MwcbDeclineLevel#level3()}: hundred-millionths of a point. */
    public MwcbDeclineLevelEncoder level3(final long level3) {
        return putLong(MwcbDeclineLevel.LEVEL3_OFFSET, level3);
    }
}
