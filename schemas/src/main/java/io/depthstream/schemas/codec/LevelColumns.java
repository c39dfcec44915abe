package io.depthstream.schemas.codec;

import java.util.Arrays;

/**
 * Levels of one side, collected one by one and written column by column, as the schemas want them.
 *
 * <p>One thread; allocates only when it grows, up to {@link #MAX_LEVELS}.
 */
final class LevelColumns {

    /** No book comes near this; it bounds the memory of a writer that is fed without end. */
    static final int MAX_LEVELS = 1 << 20;

    private final String name;
    private long[] prices = new long[16];
    private long[] shares = new long[16];
    private int[] orders = new int[16];
    private int count;

    LevelColumns(final String name) {
        this.name = name;
    }

    void clear() {
        count = 0;
    }

    void add(final long price, final long levelShares, final int levelOrders) {
        if (count == prices.length) {
            if (count >= MAX_LEVELS) {
                throw new IllegalStateException("more than " + MAX_LEVELS + " " + name + " levels in one record");
            }
            prices = Arrays.copyOf(prices, 2 * count);
            shares = Arrays.copyOf(shares, 2 * count);
            orders = Arrays.copyOf(orders, 2 * count);
        }
        prices[count] = price;
        shares[count] = levelShares;
        orders[count] = levelOrders;
        count++;
    }

    void write(final AvroOutput out) {
        out.ensure(3 * ((count + 1) * AvroOutput.MAX_VARINT_BYTES + 1));
        open(out);
        for (int i = 0; i < count; i++) {
            out.putLong(prices[i]);
        }
        close(out);
        open(out);
        for (int i = 0; i < count; i++) {
            out.putLong(shares[i]);
        }
        close(out);
        open(out);
        for (int i = 0; i < count; i++) {
            out.putLong(orders[i]);
        }
        close(out);
    }

    private void open(final AvroOutput out) {
        if (count > 0) {
            out.putLong(count);
        }
    }

    private void close(final AvroOutput out) {
        out.putByte(0);
    }
}
