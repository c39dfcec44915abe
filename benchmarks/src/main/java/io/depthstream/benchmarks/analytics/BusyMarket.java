package io.depthstream.benchmarks.analytics;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.DepthWriter;
import io.depthstream.schemas.codec.TopOfBookWriter;
import io.depthstream.schemas.codec.TradeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records of the order-book job's topics for a busy market, encoded before the clock starts: each symbol's mid walks by
 * ticks, one event in twenty is a trade, and each symbol shows ten levels a side at the end of every 10 ms in which its
 * touch changed. The same seed gives the same bytes.
 */
public final class BusyMarket {
    private static final long START_NANOS = 1_580_394_600_000_000_000L;
    private static final long CELL_NANOS = 10_000_000L;
    private static final int PRICE_SCALE = 4;
    private static final int LEVELS = 10;
    private static final int TICK = 100;

    private final List<RawBatch> records = new ArrayList<>();
    private long bookUpdates;

    /**
     * Makes the records.
     *
     * @param symbols          symbols, each as busy as the others
     * @param changes          changes of the touch and trades in all
     * @param changesPerSecond how many of them a second of event time has
     */
    public BusyMarket(final long seed, final int symbols, final int changes, final int changesPerSecond) {
        final Random random = new Random(seed);
        final TopOfBookWriter tops = new TopOfBookWriter();
        final TradeWriter trades = new TradeWriter();
        final DepthWriter depths = new DepthWriter();
        final long[] bids = new long[symbols];
        final long[] cells = new long[symbols];
        final long[] lasts = new long[symbols];
        final long[] sequences = new long[symbols];
        final String[] names = new String[symbols];
        for (int symbol = 0; symbol < symbols; symbol++) {
            names[symbol] = "S" + symbol; // one object a symbol, as the source's interning gives them
        }
        for (int change = 0; change < changes; change++) {
            final long time = START_NANOS + change * 1_000_000_000L / changesPerSecond;
            final int symbol = random.nextInt(symbols);
            final String name = names[symbol];
            final long cell = time / CELL_NANOS;
            if (bids[symbol] == 0) {
                bids[symbol] = 100L * TICK * (1 + random.nextInt(200));
            } else if (cells[symbol] != cell) {
                add(Topics.BOOK_DEPTH, name, lasts[symbol], depth(depths, name, sequences[symbol], lasts[symbol],
                    bids[symbol], random));
            }
            cells[symbol] = cell;
            lasts[symbol] = time;
            final long sequence = ++sequences[symbol];
            final long shares = 1 + random.nextInt(1_000);
            if (random.nextInt(20) == 0) {
                add(Topics.TRADES, name, time, trades.encode("XNAS", "BENCH", name, sequence, time, time, PRICE_SCALE,
                    TradeKind.EXECUTION, random.nextBoolean() ? Side.BID : Side.ASK, bids[symbol], shares, sequence, 1,
                    true, "", bids[symbol], bids[symbol] + TICK, Quality.OK, "", TradingState.TRADING));
            } else {
                bids[symbol] = Math.max(100L * TICK, bids[symbol] + TICK * (random.nextInt(3) - 1));
                add(Topics.BOOK_TOP, name, time, tops.encode("XNAS", "BENCH", name, sequence, time, time, PRICE_SCALE,
                    bids[symbol], shares, 3, bids[symbol] + TICK, 1 + random.nextInt(1_000), 2, Quality.OK, "",
                    TradingState.TRADING, ""));
                bookUpdates++;
            }
        }
    }

    private static byte[] depth(
            final DepthWriter depths, final String name, final long sequence, final long time, final long bid,
            final Random random) {
        depths.begin("XNAS", "BENCH", name, sequence, time, time, PRICE_SCALE);
        depths.session(sequence, sequence);
        for (int level = 0; level < LEVELS; level++) {
            depths.bid(bid - (long) level * TICK, 1 + random.nextInt(2_000), 4);
            depths.ask(bid + (level + 1L) * TICK, 1 + random.nextInt(2_000), 4);
        }
        return depths.finish(Quality.OK, "", TradingState.TRADING, "");
    }

    private void add(final String topic, final String symbol, final long time, final byte[] value) {
        records.add(new RawBatch(symbol, value, topic, 0, records.size(), time / 1_000_000, RawFault.NONE));
        bookUpdates += topic.equals(Topics.BOOK_DEPTH) ? 1 : 0;
    }

    /** The records, in the order of event time. */
    public List<RawBatch> records() {
        return records;
    }

    /** Changes of the touch and depths among them. */
    public long bookUpdates() {
        return bookUpdates;
    }
}
