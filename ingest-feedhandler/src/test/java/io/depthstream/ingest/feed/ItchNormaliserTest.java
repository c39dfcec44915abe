package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.AddOrderMpidEncoder;
import io.depthstream.ingest.itch.BrokenTradeEncoder;
import io.depthstream.ingest.itch.CrossTradeEncoder;
import io.depthstream.ingest.itch.DirectListingPriceDiscoveryEncoder;
import io.depthstream.ingest.itch.IpoQuotingPeriodUpdateEncoder;
import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.LuldAuctionCollarEncoder;
import io.depthstream.ingest.itch.MarketParticipantPositionEncoder;
import io.depthstream.ingest.itch.MwcbDeclineLevelEncoder;
import io.depthstream.ingest.itch.NetOrderImbalanceEncoder;
import io.depthstream.ingest.itch.OperationalHaltEncoder;
import io.depthstream.ingest.itch.OrderCancelEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.OrderExecutedEncoder;
import io.depthstream.ingest.itch.OrderExecutedWithPriceEncoder;
import io.depthstream.ingest.itch.OrderReplaceEncoder;
import io.depthstream.ingest.itch.RegShoRestrictionEncoder;
import io.depthstream.ingest.itch.RetailPriceImprovementEncoder;
import io.depthstream.ingest.itch.StockTradingActionEncoder;
import io.depthstream.ingest.itch.SystemEventEncoder;
import io.depthstream.ingest.itch.TradeEncoder;
import io.depthstream.schemas.EventFlags;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.avro.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every message type's mapping, field by field, against docs/protocol/event-batch.md. */
class ItchNormaliserTest {
    private static final long STAMP = 34_200_000_000_001L;
    private static final long REF = 0x1122334455667788L;
    private static final long MATCH = 0x0102030405060708L;

    private final FeedFixture fixture = new FeedFixture(FeedFixture.wide()).knows(FeedFixture.AAPL, "AAPL");

    @Test
    void shouldMapAddOrder() {
        fixture.feed(stamped(new AddOrderEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(REF)
            .buySellIndicator('B').shares(300).stock("AAPL").price(3_210_800));

        assertEquals(event(EventKind.ADD).withSide(Side.BID).withOrderRef(REF).withPrice(3_210_800).withShares(300),
            fixture.onlyEvent());
    }

    @Test
    void shouldMapAddOrderOfASeller() {
        fixture.feed(stamped(new AddOrderEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(1)
            .buySellIndicator('S').shares(0xFFFF_FFFFL).stock("AAPL").price(0xFFFF_FFFFL));

        assertEquals(event(EventKind.ADD).withSide(Side.ASK).withOrderRef(1).withPrice(0xFFFF_FFFFL)
            .withShares(0xFFFF_FFFFL), fixture.onlyEvent());
    }

    @Test
    void shouldMapAttributedAddOrder() {
        fixture.feed(stamped(new AddOrderMpidEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(REF)
            .buySellIndicator('S').shares(5).stock("AAPL").price(7).attribution("MPX"));

        assertEquals(event(EventKind.ADD).withSide(Side.ASK).withOrderRef(REF).withPrice(7).withShares(5)
            .withFlags(EventFlags.FLAG_ATTRIBUTED).withCodes("MPX"), fixture.onlyEvent());
    }

    @Test
    void shouldMapOrderExecuted() {
        fixture.feed(stamped(new OrderExecutedEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(REF)
            .executedShares(40).matchNumber(MATCH));

        assertEquals(event(EventKind.EXECUTE).withOrderRef(REF).withShares(40).withMatchNumber(MATCH)
            .withFlags(EventFlags.FLAG_PRINTABLE), fixture.onlyEvent());
    }

    @Test
    void shouldMapOrderExecutedWithPrice() {
        fixture.feed(executedWithPrice('Y'));

        assertEquals(event(EventKind.EXECUTE_AT_PRICE).withOrderRef(REF).withShares(40).withMatchNumber(MATCH)
            .withPrice(99).withFlags(EventFlags.FLAG_PRINTABLE), fixture.onlyEvent());
    }

    @Test
    void shouldNotFlagAnExecutionThatIsNotPrintable() {
        fixture.feed(executedWithPrice('N'));

        assertEquals(0, fixture.onlyEvent().flags());
    }

    @Test
    void shouldMapOrderCancel() {
        fixture.feed(stamped(new OrderCancelEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(REF)
            .cancelledShares(10));

        assertEquals(event(EventKind.CANCEL).withOrderRef(REF).withShares(10), fixture.onlyEvent());
    }

    @Test
    void shouldMapOrderDelete() {
        fixture.feed(stamped(new OrderDeleteEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(REF));

        assertEquals(event(EventKind.DELETE).withOrderRef(REF), fixture.onlyEvent());
    }

    @Test
    void shouldMapOrderReplace() {
        fixture.feed(stamped(new OrderReplaceEncoder().wrap(fixture.buffer, 0)).originalOrderReferenceNumber(REF)
            .newOrderReferenceNumber(-2).shares(70).price(1_000_000));

        assertEquals(event(EventKind.REPLACE).withOrderRef(REF).withNewOrderRef(-2).withShares(70).withPrice(1_000_000), fixture.onlyEvent());
    }

    @Test
    void shouldMapTrade() {
        fixture.feed(stamped(new TradeEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(0).buySellIndicator('B')
            .shares(100).stock("AAPL").price(3_200_000).matchNumber(MATCH));

        assertEquals(event(EventKind.TRADE).withSide(Side.BID).withShares(100).withPrice(3_200_000).withMatchNumber(MATCH), fixture.onlyEvent());
    }

    @Test
    void shouldMapCrossTrade() {
        fixture.feed(stamped(new CrossTradeEncoder().wrap(fixture.buffer, 0)).shares(1_000_000).stock("AAPL")
            .crossPrice(3_205_000).matchNumber(MATCH).crossType('O'));

        assertEquals(event(EventKind.CROSS_TRADE).withShares(1_000_000).withPrice(3_205_000).withMatchNumber(MATCH)
            .withCodes("O"), fixture.onlyEvent());
    }

    @Test
    void shouldMapBrokenTrade() {
        fixture.feed(stamped(new BrokenTradeEncoder().wrap(fixture.buffer, 0)).matchNumber(MATCH));

        assertEquals(event(EventKind.BROKEN_TRADE).withMatchNumber(MATCH), fixture.onlyEvent());
    }

    @Test
    void shouldMapSystemEventUnderTheWholeMarket() {
        fixture.feed(new SystemEventEncoder().wrap(fixture.buffer, 0).timestamp(STAMP).eventCode('Q'));

        assertEquals(event(EventKind.SYSTEM).withCodes("Q"), fixture.onlyEvent());
        assertEquals("*", fixture.batchesSent().get(0).getSymbol());
        assertEquals("*", FeedFixture.key(fixture.sent(Topics.RAW_XNAS).get(0)));
    }

    @Test
    void shouldMapStockDirectoryAndKnowItsLocateFromThenOn() {
        fixture.feed(fixture.directoryEntry(200, "ZVZZT").timestamp(STAMP).issueSubType("EN").etpLeverageFactor(3)
            .roundLotSize(10));

        assertEquals(event(EventKind.DIRECTORY).withShares(10).withCodes("Q|N|N|C|EN|P|N| |1|N|N")
            .withValues(200L, 3L), fixture.onlyEvent());
        assertEquals("ZVZZT", fixture.batchesSent().get(0).getSymbol());
        assertEquals("ZVZZT", fixture.directory.symbolOf(200));
    }

    @Test
    void shouldPublishTheDirectoryEntryAsReference() {
        fixture.feed(fixture.directoryEntry(200, "ZVZZT").timestamp(STAMP).issueSubType("EN").etpLeverageFactor(3)
            .inverseIndicator('Y').roundLotSize(10));

        final Reference expected = Reference.newBuilder().setVenue("XNAS").setSession(FeedFixture.SESSION)
            .setSymbol("ZVZZT").setSequence(1).setVenueTimeNanos(FeedFixture.DAY.epochNanos(STAMP))
            .setReceiveTimeNanos(FeedFixture.RECEIVED).setLocate(200).setTradingDate("2020-01-30")
            .setMarketCategory("Q").setFinancialStatus("N").setRoundLotSize(10).setRoundLotsOnly(false)
            .setIssueClassification("C").setIssueSubType("EN").setAuthenticity("P").setShortSaleThreshold("N")
            .setIpoFlag("").setLuldTier("1").setEtpFlag("N").setEtpLeverage(3).setInverse(true).build();
        assertEquals(List.of(expected), fixture.referencesSent());
        assertEquals("ZVZZT", FeedFixture.key(fixture.sent(Topics.REFERENCE).get(0)));
    }

    @Test
    void shouldMapStockTradingAction() {
        fixture.feed(stamped(new StockTradingActionEncoder().wrap(fixture.buffer, 0)).stock("AAPL").tradingState('H')
            .reserved(' ').reason("T1"));

        assertEquals(event(EventKind.TRADING_ACTION).withCodes("H| |T1"), fixture.onlyEvent());
    }

    @Test
    void shouldMapRegShoRestriction() {
        fixture.feed(stamped(new RegShoRestrictionEncoder().wrap(fixture.buffer, 0)).stock("AAPL").regSHOAction('1'));

        assertEquals(event(EventKind.REG_SHO).withCodes("1"), fixture.onlyEvent());
    }

    @Test
    void shouldMapMarketParticipantPosition() {
        fixture.feed(stamped(new MarketParticipantPositionEncoder().wrap(fixture.buffer, 0)).mpid("NITE").stock("AAPL")
            .primaryMarketMaker('Y').marketMakerMode('N').marketParticipantState('A'));

        assertEquals(event(EventKind.PARTICIPANT_POSITION).withCodes("NITE|Y|N|A"), fixture.onlyEvent());
    }

    @Test
    void shouldMapMwcbLevelsUnderTheWholeMarket() {
        fixture.feed(new MwcbDeclineLevelEncoder().wrap(fixture.buffer, 0).timestamp(STAMP).level1(1_00000000L)
            .level2(2_00000000L).level3(Long.MAX_VALUE));

        assertEquals(event(EventKind.MWCB_LEVELS).withValues(1_00000000L, 2_00000000L, Long.MAX_VALUE),
            fixture.onlyEvent());
        assertEquals("*", fixture.batchesSent().get(0).getSymbol());
    }

    @Test
    void shouldLearnASymbolFromTheStockOfAMessageWhereTheSessionWasJoinedInItsMidst() {
        fixture.normaliser.joined(FeedFixture.SESSION, 500);
        fixture.sequence = 500;
        final AddOrderEncoder order = new AddOrderEncoder().wrap(fixture.buffer, 0).stockLocate(77).timestamp(STAMP)
            .orderReferenceNumber(REF).buySellIndicator('B').shares(300).stock("IVOO").price(873_900);
        fixture.feed(order);
        fixture.flush();
        final EventBatch batch = fixture.batchesSent().get(0);
        assertEquals("IVOO", batch.getSymbol());
        assertEquals(List.of(EventKind.GAP, EventKind.ADD), batch.getEvents().stream().map(Event::getKind).toList());
        assertEquals(List.of(1L, 499L), batch.getEvents().get(0).getValues(), "it may have missed all before");
        assertEquals(500, batch.getLastSequence());
        assertEquals(List.of(), fixture.deadLettersSent());
    }

    @Test
    void shouldNotLearnASymbolWhereTheSessionWasSeenFromItsBeginning() {
        fixture.normaliser.joined(FeedFixture.SESSION, 1);
        fixture.feed(new AddOrderEncoder().wrap(fixture.buffer, 0).stockLocate(77).timestamp(STAMP)
            .orderReferenceNumber(REF).buySellIndicator('B').shares(300).stock("IVOO").price(873_900));
        fixture.flush();
        assertEquals(List.of(), fixture.batchesSent());
        assertEquals("unknown-locate", fixture.deadLettersSent().get(0).getReason());
    }

    @Test
    void shouldMapIpoQuotingPeriod() {
        fixture.feed(stamped(new IpoQuotingPeriodUpdateEncoder().wrap(fixture.buffer, 0)).stock("AAPL")
            .ipoQuotationReleaseTime(36_000).ipoQuotationReleaseQualifier('A').ipoPrice(450_000));

        assertEquals(event(EventKind.IPO_QUOTING).withPrice(450_000).withCodes("A").withValues(36_000L),
            fixture.onlyEvent());
    }

    @Test
    void shouldMapLuldAuctionCollar() {
        fixture.feed(stamped(new LuldAuctionCollarEncoder().wrap(fixture.buffer, 0)).stock("AAPL")
            .auctionCollarReferencePrice(100).upperAuctionCollarPrice(110).lowerAuctionCollarPrice(90)
            .auctionCollarExtension(2));

        assertEquals(event(EventKind.LULD_COLLAR).withPrice(100).withValues(110L, 90L, 2L),
            fixture.onlyEvent());
    }

    @Test
    void shouldMapOperationalHalt() {
        fixture.feed(stamped(new OperationalHaltEncoder().wrap(fixture.buffer, 0)).stock("AAPL").marketCode('Q')
            .operationalHaltAction('H'));

        assertEquals(event(EventKind.OPERATIONAL_HALT).withCodes("Q|H"), fixture.onlyEvent());
    }

    @Test
    void shouldMapNetOrderImbalance() {
        for (final Map.Entry<Character, Side> direction : Map.of('B', Side.BID, 'S', Side.ASK, 'N', Side.NONE,
            'O', Side.NONE).entrySet()) {
            final FeedFixture own = new FeedFixture(FeedFixture.wide()).knows(FeedFixture.AAPL, "AAPL");
            own.feed(stamped(new NetOrderImbalanceEncoder().wrap(own.buffer, 0)).pairedShares(5_000)
                .imbalanceShares(600).imbalanceDirection(direction.getKey()).stock("AAPL").farPrice(301).nearPrice(302)
                .currentReferencePrice(303).crossType('C').priceVariationIndicator('L'));

            assertEquals(event(EventKind.IMBALANCE).withSide(direction.getValue()).withShares(600).withPrice(303)
                .withCodes(direction.getKey() + "|C|L").withValues(5_000L, 301L, 302L), own.onlyEvent());
        }
    }

    @Test
    void shouldMapRetailInterest() {
        fixture.feed(stamped(new RetailPriceImprovementEncoder().wrap(fixture.buffer, 0)).stock("AAPL")
            .interestFlag('A'));

        assertEquals(event(EventKind.RETAIL_INTEREST).withCodes("A"), fixture.onlyEvent());
    }

    @Test
    void shouldMapDirectListing() {
        fixture.feed(stamped(new DirectListingPriceDiscoveryEncoder().wrap(fixture.buffer, 0)).stock("AAPL")
            .openEligibilityStatus('Y').minimumAllowablePrice(1).maximumAllowablePrice(2).nearExecutionPrice(3)
            .nearExecutionTime(4).lowerPriceRangeCollar(5).upperPriceRangeCollar(6));

        assertEquals(event(EventKind.DIRECT_LISTING).withCodes("Y").withValues(1L, 2L, 3L, 4L, 5L, 6L),
            fixture.onlyEvent());
    }

    @Test
    void shouldStampTheBatchWithVenueSessionSequenceAndBothTimes() {
        fixture.sequence = 77;
        fixture.feed(stamped(new OrderDeleteEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(REF));
        fixture.flush();

        final EventBatch batch = fixture.batchesSent().get(0);
        assertEquals("XNAS", batch.getVenue());
        assertEquals(FeedFixture.SESSION, batch.getSession());
        assertEquals("AAPL", batch.getSymbol());
        assertEquals("test-feed", batch.getPublisher());
        assertEquals(77, batch.getFirstSequence());
        assertEquals(77, batch.getLastSequence());
        assertEquals(0, batch.getPreviousSequence());
        assertEquals(FeedFixture.DAY.epochNanos(STAMP), batch.getVenueTimeNanos());
        assertEquals(FeedFixture.RECEIVED, batch.getReceiveTimeNanos());
        assertEquals(4, batch.getPriceScale());
    }

    @Test
    void shouldTellEverySymbolOfAGap() {
        fixture.knows(FeedFixture.MSFT, "MSFT");
        fixture.normaliser.onGap(FeedFixture.SESSION, 10, 12, FeedFixture.RECEIVED);
        fixture.flush();

        final List<EventBatch> batches = fixture.batchesSent();
        assertEquals(List.of("*", "AAPL", "MSFT"), batches.stream().map(EventBatch::getSymbol).toList());
        for (final EventBatch batch : batches) {
            assertEquals(12, batch.getLastSequence());
            assertEquals(List.of(event(EventKind.GAP).withValues(10L, 12L)), batch.getEvents().stream().map(EventValue::of).toList());
        }
        assertEquals(3, fixture.counters.gapEvents());
        assertEquals(0, fixture.counters.events());
    }

    private OrderExecutedWithPriceEncoder executedWithPrice(final char printable) {
        return stamped(new OrderExecutedWithPriceEncoder().wrap(fixture.buffer, 0)).orderReferenceNumber(REF)
            .executedShares(40).matchNumber(MATCH).printable(printable).executionPrice(99);
    }

    private static <E extends ItchEncoder<E>> E stamped(final E message) {
        return message.stockLocate(FeedFixture.AAPL).trackingNumber(2).timestamp(STAMP);
    }

    private static EventValue event(final EventKind kind) {
        return EventValue.kind(kind);
    }
}
