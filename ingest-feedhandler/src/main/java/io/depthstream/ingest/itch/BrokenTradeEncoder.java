package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link BrokenTrade} messages (type B, 19 bytes). Fields not set stay binary zero. */
public final class BrokenTradeEncoder extends ItchEncoder<BrokenTradeEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 18 bytes. */
    public BrokenTradeEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, BrokenTrade.TYPE, BrokenTrade.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return BrokenTrade.LENGTH;
    }

    @Override
    BrokenTradeEncoder self() {
        return this;
    }

    /** Writes {@link BrokenTrade#matchNumber()}: 64 bits, as they are. */
    public BrokenTradeEncoder matchNumber(final long matchNumber) {
        return putLong(BrokenTrade.MATCH_NUMBER_OFFSET, matchNumber);
    }
}
