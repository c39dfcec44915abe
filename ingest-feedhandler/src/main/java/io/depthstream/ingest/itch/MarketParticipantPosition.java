package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Market Participant Position, type L, 26 bytes (TotalView-ITCH 5.0, section 1.2.4). Gives the standing of
 * one market participant in one security.
 */
public final class MarketParticipantPosition extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'L';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 26;

    static final int MPID_OFFSET = 11;
    static final int STOCK_OFFSET = 15;
    static final int PRIMARY_MARKET_MAKER_OFFSET = 23;
    static final int MARKET_MAKER_MODE_OFFSET = 24;
    static final int MARKET_PARTICIPANT_STATE_OFFSET = 25;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public MarketParticipantPosition wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** Market participant identifier. Padding removed; allocates a string. */
    public String mpid() {
        return text(MPID_OFFSET, 4);
    }

    /** {@link #mpid()} as its four bytes packed big endian, padding kept; allocates nothing. */
    public int mpidAsInt() {
        return intValue(MPID_OFFSET);
    }

    /** Symbol, right padded with spaces on the wire. Padding removed; allocates a string. */
    public String stock() {
        return text(STOCK_OFFSET, 8);
    }

    /**
     * {@link #stock()} as its eight bytes packed big endian, padding kept; allocates nothing.
     * {@link ItchText#pack} makes the same number from a string.
     */
    public long stockAsLong() {
        return longValue(STOCK_OFFSET);
    }

    /** Y primary market maker, N not. */
    public char primaryMarketMaker() {
        return character(PRIMARY_MARKET_MAKER_OFFSET);
    }

    /** N normal, P passive, S syndicate, R pre-syndicate, L penalty. */
    public char marketMakerMode() {
        return character(MARKET_MAKER_MODE_OFFSET);
    }

    /** A active, E excused, W withdrawn, S suspended, D deleted. */
    public char marketParticipantState() {
        return character(MARKET_PARTICIPANT_STATE_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "mpid", mpid());
        append(out, "stock", stock());
        append(out, "primaryMarketMaker", primaryMarketMaker());
        append(out, "marketMakerMode", marketMakerMode());
        append(out, "marketParticipantState", marketParticipantState());
    }
}
