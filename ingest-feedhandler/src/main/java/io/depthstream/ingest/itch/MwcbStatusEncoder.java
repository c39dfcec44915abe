package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link MwcbStatus} messages (type W, 12 bytes). Fields not set stay binary zero. */
public final class MwcbStatusEncoder extends ItchEncoder<MwcbStatusEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 11 bytes. */
    public MwcbStatusEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, MwcbStatus.TYPE, MwcbStatus.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return MwcbStatus.LENGTH;
    }

    @Override
    MwcbStatusEncoder self() {
        return this;
    }

    /** Writes {@link MwcbStatus#breachedLevel()}: one byte wide. */
    public MwcbStatusEncoder breachedLevel(final char breachedLevel) {
        return putCharacter(MwcbStatus.BREACHED_LEVEL_OFFSET, breachedLevel, "breachedLevel");
    }
}
