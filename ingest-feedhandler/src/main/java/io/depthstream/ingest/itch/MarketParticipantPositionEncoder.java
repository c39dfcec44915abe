package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link MarketParticipantPosition} messages (type L, 26 bytes). Fields not set stay binary zero. */
public final class MarketParticipantPositionEncoder extends ItchEncoder<MarketParticipantPositionEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 25 bytes. */
    public MarketParticipantPositionEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, MarketParticipantPosition.TYPE, MarketParticipantPosition.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return MarketParticipantPosition.LENGTH;
    }

    @Override
    MarketParticipantPositionEncoder self() {
        return this;
    }

    /** Writes {@link MarketParticipantPosition#mpid()}: at most 4 characters. */
    public MarketParticipantPositionEncoder mpid(final String mpid) {
        return putText(MarketParticipantPosition.MPID_OFFSET, 4, mpid, "mpid");
    }

    /**
     * Writes {@link MarketParticipantPosition#mpidAsInt()}: four characters packed big endian; allocates
     * nothing.
     */
    public MarketParticipantPositionEncoder mpidAsInt(final int mpid) {
        return putInt(MarketParticipantPosition.MPID_OFFSET, mpid);
    }

    /** Writes {@link MarketParticipantPosition#stock()}: at most 8 characters. */
    public MarketParticipantPositionEncoder stock(final String stock) {
        return putText(MarketParticipantPosition.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link MarketParticipantPosition#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public MarketParticipantPositionEncoder stockAsLong(final long stock) {
        return putLong(MarketParticipantPosition.STOCK_OFFSET, stock);
    }

    /** Writes {@link MarketParticipantPosition#primaryMarketMaker()}: one byte wide. */
    public MarketParticipantPositionEncoder primaryMarketMaker(final char primaryMarketMaker) {
        return putCharacter(
                MarketParticipantPosition.PRIMARY_MARKET_MAKER_OFFSET, primaryMarketMaker, "primaryMarketMaker");
    }

    /** Writes {@link MarketParticipantPosition#marketMakerMode()}: one byte wide. */
    public MarketParticipantPositionEncoder marketMakerMode(final char marketMakerMode) {
        return putCharacter(MarketParticipantPosition.MARKET_MAKER_MODE_OFFSET, marketMakerMode, "marketMakerMode");
    }

    /** Writes {@link MarketParticipantPosition#marketParticipantState()}: one byte wide. */
    public MarketParticipantPositionEncoder marketParticipantState(final char marketParticipantState) {
        return putCharacter(
                MarketParticipantPosition.MARKET_PARTICIPANT_STATE_OFFSET,
                marketParticipantState,
                "marketParticipantState");
    }
}
