package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;

/** Reads {@code Trade} values in place: {@link #wrap}, then the fields. One thread; no allocation a record. */
public final class TradeReader extends DerivedReader {

    private static final TradeKind[] KINDS = TradeKind.values();
    private static final Side[] SIDES = Side.values();

    private TradeKind kind;
    private Side aggressor;
    private long price;
    private long shares;
    private long matchNumber;
    private boolean printable;
    private String crossType;
    private long bidPrice;
    private long askPrice;

    /** A reader that has read nothing yet. */
    public TradeReader() {
        super(Trade.class, Trade.getClassSchema(), new TextCache());
    }

    /**
     * Reads a value.
     *
     * @return this
     * @throws MalformedRecordException when it is not such a value
     */
    public TradeReader wrap(final byte[] value) {
        read(value);
        return this;
    }

    @Override
    void readBody(final AvroInput in) {
        kind = KINDS[in.readEnum("kind", KINDS.length)];
        aggressor = SIDES[in.readEnum("aggressor", SIDES.length)];
        price = in.readLong("price");
        shares = in.readLong("shares");
        matchNumber = in.readLong("matchNumber");
        in.readLong("orderRef");
        printable = in.readBoolean("printable");
        crossType = text("crossType");
        bidPrice = in.readLong("bidPrice");
        askPrice = in.readLong("askPrice");
    }

    /** How the trade came about. */
    public TradeKind kind() {
        return kind;
    }

    /** Side that took liquidity; NONE where the venue does not say. */
    public Side aggressor() {
        return aggressor;
    }

    /** Trade price. */
    public long price() {
        return price;
    }

    /** Shares traded. */
    public long shares() {
        return shares;
    }

    /** Match number; of a broken trade, the one that is void. */
    public long matchNumber() {
        return matchNumber;
    }

    /** Whether the trade counts towards volume. */
    public boolean printable() {
        return printable;
    }

    /** Cross type of a cross trade, else empty. */
    public String crossType() {
        return crossType;
    }

    /** Best bid just before the trade; 0 when none. */
    public long bidPrice() {
        return bidPrice;
    }

    /** Best offer just before the trade; 0 when none. */
    public long askPrice() {
        return askPrice;
    }
}
