package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.ReleasedSchemas;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.EarlierTop;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordWritersTest {

    private record Level(long price, long shares, int orders) {
    }

    private record Common(
        String venue, String session, String symbol, long[] n, int scale, Quality quality, String reason,
        TradingState state, String market) {
    }

    private final TopOfBookWriter topWriter = new TopOfBookWriter();
    private final DepthWriter depthWriter = new DepthWriter();
    private final BookLatestWriter latestWriter = new BookLatestWriter();
    private final TradeWriter tradeWriter = new TradeWriter();

    @Provide
    Arbitrary<Common> commons() {
        final Arbitrary<Common> bare = Combinators.combine(
            Fields.texts(), Fields.texts(), Fields.texts(), Fields.longs().array(long[].class).ofSize(12),
            Fields.ints(), Arbitraries.of(Quality.class), Fields.texts(), Arbitraries.of(TradingState.class)
        ).as((venue, session, symbol, n, scale, quality, reason, state) ->
            new Common(venue, session, symbol, n, scale, quality, reason, state, ""));
        return Combinators.combine(bare, Fields.texts()).as((c, market) ->
            new Common(c.venue, c.session, c.symbol, c.n, c.scale, c.quality, c.reason, c.state, market));
    }

    @Provide
    Arbitrary<List<Level>> sides() {
        return Combinators.combine(Fields.longs(), Fields.longs(), Fields.ints()).as(Level::new).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<EarlierTop>> changes() {
        return Combinators.combine(Fields.longs().array(long[].class).ofSize(6), Fields.ints(), Fields.ints())
            .as((n, bidOrders, askOrders) -> new EarlierTop(n[0], n[1], n[2], n[3], bidOrders, n[4], n[5], askOrders))
            .list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<Integer> ints() {
        return Fields.ints();
    }

    @Provide
    Arbitrary<String> texts() {
        return Fields.texts();
    }

    @Property(tries = 1_000)
    void shouldWriteTopOfBookAsTheGeneratedClassDoes(
        @ForAll("commons") final Common c, @ForAll("ints") final int bidOrders, @ForAll("ints") final int askOrders,
        @ForAll("changes") final List<EarlierTop> earlier) {
        final long[] n = c.n;
        earlier.forEach(e -> topWriter.earlier(e.getSequence(), e.getVenueTimeNanos(), e.getBidPrice(), e.getBidShares(),
            e.getBidOrders(), e.getAskPrice(), e.getAskShares(), e.getAskOrders()));
        assertWritten(
            new TopOfBook(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale, n[3], n[4], bidOrders, n[5], n[6],
                askOrders, c.quality, c.reason, c.state, earlier, c.market),
            topWriter.encode(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale, n[3], n[4], bidOrders, n[5],
                n[6], askOrders, c.quality, c.reason, c.state, c.market));
    }

    @Property(tries = 1_000)
    void shouldWriteDepthAsTheGeneratedClassDoes(
        @ForAll("commons") final Common c, @ForAll("sides") final List<Level> bids,
        @ForAll("sides") final List<Level> asks) {
        final long[] n = c.n;
        depthWriter.begin(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale);
        bids.forEach(level -> depthWriter.bid(level.price, level.shares, level.orders));
        asks.forEach(level -> depthWriter.ask(level.price, level.shares, level.orders));
        depthWriter.session(n[3], n[4]);
        assertWritten(
            new Depth(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale, prices(bids), shares(bids),
                orders(bids), prices(asks), shares(asks), orders(asks), c.quality, c.reason, c.state, c.market, n[3], n[4]),
            depthWriter.finish(c.quality, c.reason, c.state, c.market));
    }

    @Property(tries = 1_000)
    void shouldWriteBookLatestAsTheGeneratedClassDoes(
        @ForAll("commons") final Common c, @ForAll("sides") final List<Level> bids,
        @ForAll("sides") final List<Level> asks) {
        final long[] n = c.n;
        latestWriter.begin(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale);
        bids.forEach(level -> latestWriter.bid(level.price, level.shares, level.orders));
        asks.forEach(level -> latestWriter.ask(level.price, level.shares, level.orders));
        assertWritten(
            new BookLatest(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale, prices(bids), shares(bids),
                orders(bids), prices(asks), shares(asks), orders(asks), n[3], n[4], c.quality, c.reason, c.state, c.market),
            latestWriter.finish(n[3], n[4], c.quality, c.reason, c.state, c.market));
    }

    @Property(tries = 1_000)
    void shouldWriteTradeAsTheGeneratedClassDoes(
        @ForAll("commons") final Common c, @ForAll final TradeKind kind, @ForAll final Side aggressor,
        @ForAll final boolean printable, @ForAll("texts") final String crossType) {
        final long[] n = c.n;
        assertWritten(
            new Trade(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale, kind, aggressor, n[3], n[4], n[5],
                n[6], printable, crossType, n[7], n[8], c.quality, c.reason, c.state),
            tradeWriter.encode(c.venue, c.session, c.symbol, n[0], n[1], n[2], c.scale, kind, aggressor, n[3], n[4],
                n[5], n[6], printable, crossType, n[7], n[8], c.quality, c.reason, c.state));
    }

    @Test
    void shouldRefuseARecordThatWasNotBegun() {
        assertThrows(IllegalStateException.class, () -> depthWriter.finish(Quality.OK, "", TradingState.TRADING, ""));
        depthWriter.begin("XNAS", "S", "A", 1, 2, 3, 4);
        depthWriter.finish(Quality.OK, "", TradingState.TRADING, "");
        assertThrows(IllegalStateException.class, () -> depthWriter.finish(Quality.OK, "", TradingState.TRADING, ""));
        assertThrows(
            IllegalStateException.class, () -> latestWriter.finish(0, 0, Quality.OK, "", TradingState.TRADING, ""));
    }

    @Test
    void shouldRefuseEndlessEarlierChangesAndForgetThemWithTheirRecord() {
        for (int i = 0; i < TopOfBookWriter.MAX_EARLIER; i++) {
            topWriter.earlier(i, 1, 2, 3, 4, 5, 6, 7);
        }
        assertThrows(IllegalStateException.class, () -> topWriter.earlier(0, 1, 2, 3, 4, 5, 6, 7));
        assertEquals(TopOfBookWriter.MAX_EARLIER, top(999).getEarlier().size());
        assertEquals(List.of(), top(1_000).getEarlier());
    }

    @Test
    void shouldShowEveryStateOfARecordOldestFirst() {
        topWriter.earlier(7, 70, 1, 2, 3, 4, 5, 6);
        topWriter.earlier(8, 80, 11, 12, 13, 14, 15, 16);
        final TopOfBook record = top(9);
        final List<TopOfBook> states = TopStates.of(record);
        assertEquals(List.of(7L, 8L, 9L), states.stream().map(TopOfBook::getSequence).toList());
        assertEquals(new TopOfBook("XNAS", "S", "A", 8L, 80L, 2L, 4, 11L, 12L, 13, 14L, 15L, 16, Quality.OK, "",
            TradingState.TRADING, List.of(), "halt=Q"), states.get(1));
        record.setEarlier(List.of());
        assertEquals(record, states.get(2));
        assertEquals(List.of(record), TopStates.of(record));
    }

    private TopOfBook top(final long sequence) {
        return Records.decode(TopOfBook.class, topWriter.encode("XNAS", "S", "A", sequence, 1, 2, 4, 3, 4, 5, 6, 7, 8,
            Quality.OK, "", TradingState.TRADING, "halt=Q"));
    }

    @Test
    void shouldRefuseEndlessLevels() {
        depthWriter.begin("XNAS", "S", "A", 1, 2, 3, 4);
        for (int i = 0; i < LevelColumns.MAX_LEVELS; i++) {
            depthWriter.bid(i, 1, 1);
        }
        assertThrows(IllegalStateException.class, () -> depthWriter.bid(0, 1, 1));
        assertEquals(LevelColumns.MAX_LEVELS, Records.decode(
            Depth.class, depthWriter.finish(Quality.OK, "", TradingState.TRADING, "")).getBidPrices().size());
    }

    @Test
    void shouldSayWhichRecordAValueIs() {
        final byte[] value = GeneratedCodec.write(
            new EventBatch("XNAS", "S", "A", "p", 1L, 1L, 0L, 0L, 0L, 4, List.of()));
        assertEquals("Trade at byte 2: value is a EventBatch, expected a Trade",
            assertThrows(MalformedRecordException.class, () -> Records.decode(Trade.class, value)).getMessage());
        value[5] ^= 1;
        final String unknown =
            assertThrows(MalformedRecordException.class, () -> Records.decode(EventBatch.class, value)).getMessage();
        assertTrue(unknown.contains("is of no version known here: update this reader"), unknown);
    }

    @Test
    void shouldGiveABlankRecordTheDefaultsOfItsSchema() {
        final DeadLetter letter = Records.blank(DeadLetter.class);
        assertEquals(new DeadLetter("", "", "", 0L, "", "", -1, "", "", -1, -1L, "", "", 0L, 0L, 1,
            ByteBuffer.allocate(0)), letter);
        letter.setReason("unknown-locate");
        assertEquals(letter, Records.decode(DeadLetter.class, Records.encode(letter)));
        for (final Schema schema : ReleasedSchemas.current()) {
            final Class<? extends SpecificRecord> type =
                RecordModel.INSTANCE.getClass(schema).asSubclass(SpecificRecord.class);
            final SpecificRecord blank = Records.blank(type);
            assertEquals(blank, Records.decode(type, Records.encode(blank)));
        }
    }

    @Test
    void shouldRefuseAFieldThatIsNotSet() {
        assertThrows(IllegalArgumentException.class, () -> Records.encode(new Trade()));
    }

    private static <T extends SpecificRecord> void assertWritten(
        final T expected, final byte[] value) {
        assertArrayEquals(GeneratedCodec.write(expected), value);
        assertArrayEquals(value, Records.encode(expected));
        @SuppressWarnings("unchecked") // A record's class is the class of its type.
        final Class<T> type = (Class<T>) expected.getClass();
        assertEquals(GeneratedCodec.read(type, value), Records.decode(type, value));
    }

    private static List<Long> prices(final List<Level> levels) {
        return levels.stream().map(Level::price).toList();
    }

    private static List<Long> shares(final List<Level> levels) {
        return levels.stream().map(Level::shares).toList();
    }

    private static List<Integer> orders(final List<Level> levels) {
        return levels.stream().map(Level::orders).toList();
    }
}
