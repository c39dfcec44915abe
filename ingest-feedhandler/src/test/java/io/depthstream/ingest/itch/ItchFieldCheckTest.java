package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ItchFieldCheckTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    private final ItchFieldCheck check = new ItchFieldCheck();

    @Test
    void shouldAcceptASoundOrder() {
        assertNull(check.check(order('B', 1, 1)));
        assertNull(check.check(order('S', 4_294_967_295L, 321_088L)));
    }

    @Test
    void shouldRefuseASideThatIsNeitherBuyNorSell() {
        assertEquals(ItchFieldCheck.SIDE, check.check(order('X', 100, 10_000)));
        assertEquals(ItchFieldCheck.SIDE, check.check(order('b', 100, 10_000)));
        assertEquals(ItchFieldCheck.SIDE, check.check(order('\0', 100, 10_000)));
    }

    @Test
    void shouldRefuseAnOrderWithoutSharesOrPrice() {
        assertEquals(ItchFieldCheck.SHARES_ZERO, check.check(order('B', 0, 10_000)));
        assertEquals(ItchFieldCheck.PRICE_ZERO, check.check(order('B', 100, 0)));
    }

    @Test
    void shouldAcceptTheMarketPriceAndNothingAboveIt() {
        assertNull(check.check(order('B', 100, 2_000_000_000L)));
        assertEquals(ItchFieldCheck.PRICE_CAP, check.check(order('B', 100, 2_000_000_001L)));
        assertEquals(ItchFieldCheck.PRICE_CAP, check.check(order('B', 100, 4_294_967_295L)));
    }

    @Test
    void shouldHoldPricesToTheCapItWasGiven() {
        final ItchFieldCheck wide = new ItchFieldCheck(ItchFieldCheck.WIDEST_PRICE_E4);

        assertNull(wide.check(order('B', 100, 3_380_000_000L)));
        assertThrows(IllegalArgumentException.class, () -> new ItchFieldCheck(0));
        assertThrows(IllegalArgumentException.class, () -> new ItchFieldCheck(0x1_0000_0000L));
    }

    @Test
    void shouldRefuseATimestampOf24Hours() {
        final OrderDeleteEncoder encoder = new OrderDeleteEncoder().wrap(buffer, 0).orderReferenceNumber(7);
        final OrderDelete message = new OrderDelete().wrap(buffer, 0);

        encoder.timestamp(86_399_999_999_999L);
        assertNull(check.check(message));
        encoder.timestamp(86_400_000_000_000L);
        assertEquals(ItchFieldCheck.TIMESTAMP, check.check(message));
    }

    @Test
    void shouldRefuseATradingStateItDoesNotKnow() {
        final StockTradingActionEncoder encoder = new StockTradingActionEncoder().wrap(buffer, 0).stock("AAPL");
        final StockTradingAction message = new StockTradingAction().wrap(buffer, 0);
        for (final char state : new char[] {'H', 'P', 'Q', 'T'}) {
            encoder.tradingState(state);
            assertNull(check.check(message));
        }
        encoder.tradingState('Z');
        assertEquals(ItchFieldCheck.TRADING_STATE, check.check(message));
    }

    @Test
    void shouldRefuseADirectoryEntryWithoutSymbolOrLocate() {
        final StockDirectoryEncoder encoder = new StockDirectoryEncoder().wrap(buffer, 0).stockLocate(13);
        final StockDirectory message = new StockDirectory().wrap(buffer, 0);

        encoder.stock("");
        assertEquals(ItchFieldCheck.STOCK_BLANK, check.check(message));
        encoder.stock("AAPL");
        assertNull(check.check(message));
        encoder.stockLocate(0);
        assertEquals(ItchFieldCheck.LOCATE_ZERO, check.check(message));
    }

    @Test
    void shouldRefuseExecutionsAndCancelsOfNoShares() {
        new OrderExecutedEncoder().wrap(buffer, 0);
        assertEquals(ItchFieldCheck.SHARES_ZERO, check.check(new OrderExecuted().wrap(buffer, 0)));
        new OrderCancelEncoder().wrap(buffer, 0);
        assertEquals(ItchFieldCheck.SHARES_ZERO, check.check(new OrderCancel().wrap(buffer, 0)));
        new OrderReplaceEncoder().wrap(buffer, 0);
        assertEquals(ItchFieldCheck.SHARES_ZERO, check.check(new OrderReplace().wrap(buffer, 0)));
    }

    @Test
    void shouldRefuseAPrintFlagThatIsNeitherYesNorNo() {
        final OrderExecutedWithPriceEncoder encoder =
                new OrderExecutedWithPriceEncoder().wrap(buffer, 0).executedShares(1).printable('Y');
        final OrderExecutedWithPrice message = new OrderExecutedWithPrice().wrap(buffer, 0);

        assertNull(check.check(message));
        encoder.printable(' ');
        assertEquals(ItchFieldCheck.PRINTABLE, check.check(message));
    }

    @Test
    void shouldAcceptACrossInWhichNothingTraded() {
        final CrossTradeEncoder encoder = new CrossTradeEncoder().wrap(buffer, 0).crossType('O');
        final CrossTrade message = new CrossTrade().wrap(buffer, 0);

        assertNull(check.check(message));
        encoder.shares(-1);
        assertEquals(ItchFieldCheck.SHARES_RANGE, check.check(message));
    }

    @Test
    void shouldRefuseAnImbalanceWithoutADirection() {
        final NetOrderImbalanceEncoder encoder =
                new NetOrderImbalanceEncoder().wrap(buffer, 0).imbalanceDirection('O');
        final NetOrderImbalance message = new NetOrderImbalance().wrap(buffer, 0);

        assertNull(check.check(message));
        encoder.imbalanceDirection('Q');
        assertEquals(ItchFieldCheck.IMBALANCE_DIRECTION, check.check(message));
        encoder.imbalanceDirection('B').nearPrice(2_000_000_001L);
        assertEquals(ItchFieldCheck.PRICE_CAP, check.check(message));
        encoder.nearPrice(0).pairedShares(Long.MIN_VALUE);
        assertEquals(ItchFieldCheck.SHARES_RANGE, check.check(message));
    }

    @Test
    void shouldRefuseCodesThePipelineActsOnButDoesNotKnow() {
        new SystemEventEncoder().wrap(buffer, 0).eventCode('X');
        assertEquals(ItchFieldCheck.EVENT_CODE, check.check(new SystemEvent().wrap(buffer, 0)));
        new RegShoRestrictionEncoder().wrap(buffer, 0).regSHOAction('3');
        assertEquals(ItchFieldCheck.REG_SHO_ACTION, check.check(new RegShoRestriction().wrap(buffer, 0)));
        new MarketParticipantPositionEncoder().wrap(buffer, 0).marketParticipantState('Q');
        assertEquals(ItchFieldCheck.PARTICIPANT_STATE, check.check(new MarketParticipantPosition().wrap(buffer, 0)));
        new MwcbStatusEncoder().wrap(buffer, 0).breachedLevel('4');
        assertEquals(ItchFieldCheck.BREACHED_LEVEL, check.check(new MwcbStatus().wrap(buffer, 0)));
        new MwcbDeclineLevelEncoder().wrap(buffer, 0).level3(-1);
        assertEquals(ItchFieldCheck.MWCB_LEVEL, check.check(new MwcbDeclineLevel().wrap(buffer, 0)));
        new IpoQuotingPeriodUpdateEncoder().wrap(buffer, 0).ipoQuotationReleaseQualifier('B');
        assertEquals(ItchFieldCheck.RELEASE_QUALIFIER, check.check(new IpoQuotingPeriodUpdate().wrap(buffer, 0)));
        new IpoQuotingPeriodUpdateEncoder().wrap(buffer, 0).ipoQuotationReleaseTime(86_400);
        assertEquals(ItchFieldCheck.RELEASE_TIME, check.check(new IpoQuotingPeriodUpdate().wrap(buffer, 0)));
        new OperationalHaltEncoder().wrap(buffer, 0).operationalHaltAction('P');
        assertEquals(ItchFieldCheck.HALT_ACTION, check.check(new OperationalHalt().wrap(buffer, 0)));
        new RetailPriceImprovementEncoder().wrap(buffer, 0).interestFlag('Z');
        assertEquals(ItchFieldCheck.INTEREST_FLAG, check.check(new RetailPriceImprovement().wrap(buffer, 0)));
        new DirectListingPriceDiscoveryEncoder().wrap(buffer, 0).openEligibilityStatus(' ');
        assertEquals(ItchFieldCheck.OPEN_ELIGIBILITY, check.check(new DirectListingPriceDiscovery().wrap(buffer, 0)));
    }

    private AddOrder order(final char side, final long shares, final long priceE4) {
        new AddOrderEncoder().wrap(buffer, 0).buySellIndicator(side).shares(shares).price(priceE4);
        return new AddOrder().wrap(buffer, 0);
    }
}
