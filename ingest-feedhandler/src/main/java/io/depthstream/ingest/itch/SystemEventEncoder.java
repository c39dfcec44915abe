package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link SystemEvent} messages (type S, 12 bytes). Fields not set stay binary zero. */
public final class SystemEventEncoder extends ItchEncoder<SystemEventEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 11 bytes. */
    public SystemEventEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, SystemEvent.TYPE, SystemEvent.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return SystemEvent.LENGTH;
    }

    @Override
    SystemEventEncoder self() {
        return this;
    }

    /** Writes {@link SystemEvent#eventCode()}: one byte wide. */
    public SystemEventEncoder eventCode(final char eventCode) {
        return putCharacter(SystemEvent.EVENT_CODE_OFFSET, eventCode, "eventCode");
    }
}
