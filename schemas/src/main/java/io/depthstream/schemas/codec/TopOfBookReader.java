package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.TopOfBook;

/** Reads {@code TopOfBook} values in place: {@link #wrap}, then the fields. One thread; no allocation a record. */
public final class TopOfBookReader extends DerivedReader {

    private long bidPrice;
    private long bidShares;
    private int bidOrders;
    private long askPrice;
    private long askShares;
    private int askOrders;

    /** A reader that has read nothing yet. */
    public TopOfBookReader() {
        super(TopOfBook.class, TopOfBook.getClassSchema(), new TextCache());
    }

    /**
     * Reads a value.
     *
     * @return this
     * @throws MalformedRecordException when it is not such a value
     */
    public TopOfBookReader wrap(final byte[] value) {
        read(value);
        return this;
    }

    @Override
    void readBody(final AvroInput in) {
        bidPrice = in.readLong("bidPrice");
        bidShares = in.readLong("bidShares");
        bidOrders = in.readInt("bidOrders");
        askPrice = in.readLong("askPrice");
        askShares = in.readLong("askShares");
        askOrders = in.readInt("askOrders");
    }

    /** Best bid; meaningless when {@link #bidShares} is 0. */
    public long bidPrice() {
        return bidPrice;
    }

    /** Shares at the best bid; 0 when the side is empty. */
    public long bidShares() {
        return bidShares;
    }

    /** Orders at the best bid. */
    public int bidOrders() {
        return bidOrders;
    }

    /** Best offer; meaningless when {@link #askShares} is 0. */
    public long askPrice() {
        return askPrice;
    }

    /** Shares at the best offer; 0 when the side is empty. */
    public long askShares() {
        return askShares;
    }

    /** Orders at the best offer. */
    public int askOrders() {
        return askOrders;
    }
}
