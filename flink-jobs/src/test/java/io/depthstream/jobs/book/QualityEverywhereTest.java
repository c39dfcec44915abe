package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.Records;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** After a gap every kind of record says so and why, and what the symbol's trading state is. */
class QualityEverywhereTest {
    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Map<String, Class<? extends SpecificRecord>> DERIVED = Map.of(Topics.BOOK_TOP, TopOfBook.class,
        Topics.BOOK_DEPTH, Depth.class, Topics.BOOK_LATEST, BookLatest.class, Topics.TRADES, Trade.class,
        Topics.STATUS, MarketStatus.class, Topics.IMBALANCE, Imbalance.class);

    @Test
    void shouldCarryQualityItsReasonAndTheTradingStateOnEveryRecordOfEveryDerivedTopic() throws Exception {
        final Batches batches = new Batches("1", "a");
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(rare(EventKind.TRADING_ACTION, A, 1, T, Side.NONE, 0, 0, "T| |"),
                add(A, 2, T, Side.BID, 11, 100, 10), add(A, 3, T, Side.ASK, 12, 101, 10),
                rare(EventKind.GAP, A, 5, T, Side.NONE, 0, 0, "", 4, 5)));
            run.pass(10_000);
            final int before = run.output().size();
            run.feed(batches.of(add(A, 6, T + 2 * SECOND, Side.BID, 13, 102 - 2, 5),
                rare(EventKind.TRADE, A, 7, T + 3 * SECOND, Side.BID, 100, 1, ""),
                rare(EventKind.IMBALANCE, A, 8, T + 4 * SECOND, Side.BID, 100, 1, "B|O| ", 1, 2, 3),
                rare(EventKind.REG_SHO, A, 9, T + 5 * SECOND, Side.NONE, 0, 0, "1"),
                add(A, 10, T + 7 * SECOND, Side.BID, 14, 100, 5)));
            run.finish();
            final Set<String> seen = new TreeSet<>();
            for (final PublishedRecord record : run.output().subList(before, run.output().size())) {
                final SpecificRecord value = Records.decode(DERIVED.get(record.topic()), record.value());
                seen.add(record.topic());
                assertEquals("STALE gap TRADING", field(value, "quality") + " " + field(value, "qualityReason") + " "
                    + field(value, "tradingState"), value::toString);
            }
            assertEquals(new TreeSet<>(DERIVED.keySet()), seen, "there is a record of every kind");
        }
    }

    private static Object field(final SpecificRecord record, final String name) {
        return record.get(record.getSchema().getField(name).pos());
    }
}
