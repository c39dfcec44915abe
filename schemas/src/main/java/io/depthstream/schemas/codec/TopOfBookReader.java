package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.TopOfBook;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads {@code TopOfBook} values in place: {@link #wrap}, then the fields, which are the newest state's. A record may tell of
 * earlier changes of the touch too: {@link #state} goes to each of them.
 *
 * <p>One thread; no allocation a record, once it has grown to the most changes of one.
 */
public final class TopOfBookReader extends DerivedReader {

    /** Numbers of a state: sequence, venue time, and the six of the touch. */
    private static final int NUMBERS = 8;

    private long[] states = new long[4 * NUMBERS];
    private int stateCount;
    private long bidPrice;
    private long bidShares;
    private int bidOrders;
    private long askPrice;
    private long askShares;
    private int askOrders;
    private String marketState = "";

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

    @Override
    void readRest(final AvroInput in) {
        stateCount = 0;
        int block = in.readBlockCount("earlier", NUMBERS);
        while (block > 0) {
            ensure(stateCount + block + 1);
            for (int at = stateCount * NUMBERS, end = at + block * NUMBERS; at < end; at++) {
                states[at] = in.readLong("earlier");
            }
            stateCount += block;
            block = in.readBlockCount("earlier", NUMBERS);
        }
        marketState = text("marketState");
        ensure(stateCount + 1);
        final int at = stateCount++ * NUMBERS;
        states[at] = sequence();
        states[at + 1] = venueTimeNanos();
        states[at + 2] = bidPrice;
        states[at + 3] = bidShares;
        states[at + 4] = bidOrders;
        states[at + 5] = askPrice;
        states[at + 6] = askShares;
        states[at + 7] = askOrders;
    }

    /** Every state takes {@link #NUMBERS} bytes or more: bounded by the size of the input. */
    private void ensure(final int count) {
        if (count * NUMBERS > states.length) {
            states = Arrays.copyOf(states, Math.max(count * NUMBERS, 2 * states.length));
        }
    }

    /** Changes of the touch that the record tells of: one or more, oldest first, the last its newest. */
    public int states() {
        return stateCount;
    }

    /**
     * Makes the fields those of one of the states: sequence, venue time and touch; the others are the same in all.
     *
     * @param index 0, the oldest, to {@code states() - 1}, where {@link #wrap} begins
     * @throws IndexOutOfBoundsException for any other
     */
    public void state(final int index) {
        final int at = Objects.checkIndex(index, stateCount) * NUMBERS;
        at(states[at], states[at + 1]);
        bidPrice = states[at + 2];
        bidShares = states[at + 3];
        bidOrders = (int) states[at + 4];
        askPrice = states[at + 5];
        askShares = states[at + 6];
        askOrders = (int) states[at + 7];
    }

    /** What else the venue last said of trading in the symbol; empty where nothing. */
    public String marketState() {
        return marketState;
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
