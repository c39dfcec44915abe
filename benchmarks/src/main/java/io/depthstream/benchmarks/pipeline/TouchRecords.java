package io.depthstream.benchmarks.pipeline;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.TopOfBookWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Records of {@code market.book.top} as the job writes them: prices of many symbols walking, several changes a record. */
public final class TouchRecords {
    private static final long DAY_NANOS = 1_580_394_600_000_000_000L;
    private static final long STEP_NANOS = 1_000;
    private static final int TICK_E4 = 100;
    private static final long FIRST_E4 = 1_000_000;

    private final SplittableRandom random;
    private final long[] bidsE4;
    private final int changes;
    private final TopOfBookWriter writer = new TopOfBookWriter();
    private long sequence;
    private long offset;

    /** Records of so many symbols, each telling of so many changes. */
    public TouchRecords(final long seed, final int symbols, final int changes) {
        random = new SplittableRandom(seed);
        this.changes = changes;
        bidsE4 = new long[symbols];
        for (int i = 0; i < symbols; i++) {
            bidsE4[i] = FIRST_E4 + random.nextInt(9_000) * 1_000L;
        }
    }

    /** The next records, of at least so many rows together. */
    public List<RawBatch> next(final int rows) {
        final List<RawBatch> records = new ArrayList<>(rows / changes + 1);
        for (int done = 0; done < rows; done += changes) {
            records.add(record());
        }
        return records;
    }

    private RawBatch record() {
        // Few symbols are busy: the square of an even draw.
        final double draw = random.nextDouble();
        final int symbol = (int) (draw * draw * bidsE4.length);
        for (int i = 1; i < changes; i++) {
            move(symbol);
            writer.earlier(sequence, time(), bidsE4[symbol], shares(), orders(), bidsE4[symbol] + TICK_E4, shares(), orders());
        }
        move(symbol);
        final String name = "SYM" + symbol;
        final byte[] value = writer.encode("XNAS", "BENCH", name, sequence, time(), time() + 40_000, 4, bidsE4[symbol], shares(),
            orders(), bidsE4[symbol] + TICK_E4, shares(), orders(), Quality.OK, "", TradingState.TRADING, "");
        return new RawBatch(name, value, Topics.BOOK_TOP, 0, offset++);
    }

    private void move(final int symbol) {
        sequence += 1 + random.nextInt(3);
        bidsE4[symbol] = Math.max(TICK_E4, bidsE4[symbol] + (random.nextInt(3) - 1) * TICK_E4);
    }

    private long time() {
        return DAY_NANOS + sequence * STEP_NANOS;
    }

    private long shares() {
        return 100L * (1 + random.nextInt(20));
    }

    private int orders() {
        return 1 + random.nextInt(8);
    }
}
