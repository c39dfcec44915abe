package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The specification's field tables, written out as bytes by hand: one group of hex digits a field, in the order and
 * width the tables give. Each message is read from those bytes and written to them, so that reader and writer cannot
 * agree on the same mistake.
 */
class ItchLayoutTest {
    /** Stock locate 4386, tracking number 13124, timestamp 14,400,003,095,743. */
    private static final String HEADER = "11223344" + "0d18c311bcbf";
    /** Where each message starts: never 0, so that a forgotten offset shows. */
    private static final int START = 3;

    private byte[] expected;
    private UnsafeBuffer written;

    /** Section 1.1. */
    @Test
    void shouldLayOutSystemEvent() {
        final SystemEvent message = new SystemEvent().wrap(message("53", HEADER, "51"), START);
        assertHeader(message, SystemEvent.LENGTH, 12);
        assertEquals('Q', message.eventCode());

        withHeader(new SystemEventEncoder().wrap(blank(), START))
                .eventCode('Q');
        assertWritten();
    }

    /** Section 1.2.1. */
    @Test
    void shouldLayOutStockDirectory() {
        final StockDirectory message = new StockDirectory().wrap(message(
                "52", HEADER, "4141504c20202020", "51", "4e", "00000064", "59", "43",
                "454e", "50", "20", "5a", "31", "59", "00000003", "4e"), START);
        assertHeader(message, StockDirectory.LENGTH, 39);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals('Q', message.marketCategory());
        assertEquals('N', message.financialStatusIndicator());
        assertEquals(100L, message.roundLotSize());
        assertEquals('Y', message.roundLotsOnly());
        assertEquals('C', message.issueClassification());
        assertEquals("EN", message.issueSubType());
        assertEquals(0x454e, message.issueSubTypeAsInt());
        assertEquals('P', message.authenticity());
        assertEquals(' ', message.shortSaleThresholdIndicator());
        assertEquals('Z', message.ipoFlag());
        assertEquals('1', message.luldReferencePriceTier());
        assertEquals('Y', message.etpFlag());
        assertEquals(3L, message.etpLeverageFactor());
        assertEquals('N', message.inverseIndicator());

        withHeader(new StockDirectoryEncoder().wrap(blank(), START))
                .stock("AAPL")
                .marketCategory('Q')
                .financialStatusIndicator('N')
                .roundLotSize(100)
                .roundLotsOnly('Y')
                .issueClassification('C')
                .issueSubType("EN")
                .authenticity('P')
                .shortSaleThresholdIndicator(' ')
                .ipoFlag('Z')
                .luldReferencePriceTier('1')
                .etpFlag('Y')
                .etpLeverageFactor(3)
                .inverseIndicator('N');
        assertWritten();
    }

    /** Section 1.2.2. */
    @Test
    void shouldLayOutStockTradingAction() {
        final StockTradingAction message = new StockTradingAction().wrap(message(
                "48", HEADER, "4141504c20202020", "48", "20", "54312020"), START);
        assertHeader(message, StockTradingAction.LENGTH, 25);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals('H', message.tradingState());
        assertEquals(' ', message.reserved());
        assertEquals("T1", message.reason());
        assertEquals(0x54312020, message.reasonAsInt());

        withHeader(new StockTradingActionEncoder().wrap(blank(), START))
                .stock("AAPL")
                .tradingState('H')
                .reserved(' ')
                .reason("T1");
        assertWritten();
    }

    /** Section 1.2.3. */
    @Test
    void shouldLayOutRegShoRestriction() {
        final RegShoRestriction message = new RegShoRestriction().wrap(message(
                "59", HEADER, "4141504c20202020", "32"), START);
        assertHeader(message, RegShoRestriction.LENGTH, 20);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals('2', message.regSHOAction());

        withHeader(new RegShoRestrictionEncoder().wrap(blank(), START))
                .stock("AAPL")
                .regSHOAction('2');
        assertWritten();
    }

    /** Section 1.2.4. */
    @Test
    void shouldLayOutMarketParticipantPosition() {
        final MarketParticipantPosition message = new MarketParticipantPosition().wrap(message(
                "4c", HEADER, "52424344", "4141504c20202020", "59", "4e", "41"), START);
        assertHeader(message, MarketParticipantPosition.LENGTH, 26);
        assertEquals("RBCD", message.mpid());
        assertEquals(0x52424344, message.mpidAsInt());
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals('Y', message.primaryMarketMaker());
        assertEquals('N', message.marketMakerMode());
        assertEquals('A', message.marketParticipantState());

        withHeader(new MarketParticipantPositionEncoder().wrap(blank(), START))
                .mpid("RBCD")
                .stock("AAPL")
                .primaryMarketMaker('Y')
                .marketMakerMode('N')
                .marketParticipantState('A');
        assertWritten();
    }

    /** Section 1.2.5.1. */
    @Test
    void shouldLayOutMwcbDeclineLevel() {
        final MwcbDeclineLevel message = new MwcbDeclineLevel().wrap(message(
                "56", HEADER, "00000045d964b800", "0000002e90edd000", "000000174876e800"), START);
        assertHeader(message, MwcbDeclineLevel.LENGTH, 35);
        assertEquals(300_000_000_000L, message.level1());
        assertEquals(200_000_000_000L, message.level2());
        assertEquals(100_000_000_000L, message.level3());

        withHeader(new MwcbDeclineLevelEncoder().wrap(blank(), START))
                .level1(300_000_000_000L)
                .level2(200_000_000_000L)
                .level3(100_000_000_000L);
        assertWritten();
    }

    /** Section 1.2.5.2. */
    @Test
    void shouldLayOutMwcbStatus() {
        final MwcbStatus message = new MwcbStatus().wrap(message("57", HEADER, "33"), START);
        assertHeader(message, MwcbStatus.LENGTH, 12);
        assertEquals('3', message.breachedLevel());

        withHeader(new MwcbStatusEncoder().wrap(blank(), START))
                .breachedLevel('3');
        assertWritten();
    }

    /** Section 1.2.6. */
    @Test
    void shouldLayOutIpoQuotingPeriodUpdate() {
        final IpoQuotingPeriodUpdate message = new IpoQuotingPeriodUpdate().wrap(message(
                "4b", HEADER, "4141504c20202020", "00008ca0", "41", "0005c4f4"), START);
        assertHeader(message, IpoQuotingPeriodUpdate.LENGTH, 28);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals(36_000L, message.ipoQuotationReleaseTime());
        assertEquals('A', message.ipoQuotationReleaseQualifier());
        assertEquals(378_100L, message.ipoPrice());

        withHeader(new IpoQuotingPeriodUpdateEncoder().wrap(blank(), START))
                .stock("AAPL")
                .ipoQuotationReleaseTime(36_000)
                .ipoQuotationReleaseQualifier('A')
                .ipoPrice(378_100);
        assertWritten();
    }

    /** Section 1.2.7. */
    @Test
    void shouldLayOutLuldAuctionCollar() {
        final LuldAuctionCollar message = new LuldAuctionCollar().wrap(message(
                "4a", HEADER, "4141504c20202020", "000c4950", "000d55ac", "0005c4f4", "00000002"), START);
        assertHeader(message, LuldAuctionCollar.LENGTH, 35);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals(805_200L, message.auctionCollarReferencePrice());
        assertEquals(873_900L, message.upperAuctionCollarPrice());
        assertEquals(378_100L, message.lowerAuctionCollarPrice());
        assertEquals(2L, message.auctionCollarExtension());

        withHeader(new LuldAuctionCollarEncoder().wrap(blank(), START))
                .stock("AAPL")
                .auctionCollarReferencePrice(805_200)
                .upperAuctionCollarPrice(873_900)
                .lowerAuctionCollarPrice(378_100)
                .auctionCollarExtension(2);
        assertWritten();
    }

    /** Section 1.2.8. */
    @Test
    void shouldLayOutOperationalHalt() {
        final OperationalHalt message = new OperationalHalt().wrap(message(
                "68", HEADER, "4141504c20202020", "58", "48"), START);
        assertHeader(message, OperationalHalt.LENGTH, 21);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals('X', message.marketCode());
        assertEquals('H', message.operationalHaltAction());

        withHeader(new OperationalHaltEncoder().wrap(blank(), START))
                .stock("AAPL")
                .marketCode('X')
                .operationalHaltAction('H');
        assertWritten();
    }

    /** Section 1.3.1. */
    @Test
    void shouldLayOutAddOrder() {
        final AddOrder message = new AddOrder().wrap(message(
                "41", HEADER, "00000000000026ad", "42", "000001f4", "4141504c20202020", "0005c4f4"), START);
        assertHeader(message, AddOrder.LENGTH, 36);
        assertEquals(9_901L, message.orderReferenceNumber());
        assertEquals('B', message.buySellIndicator());
        assertEquals(500L, message.shares());
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals(378_100L, message.price());

        withHeader(new AddOrderEncoder().wrap(blank(), START))
                .orderReferenceNumber(9_901)
                .buySellIndicator('B')
                .shares(500)
                .stock("AAPL")
                .price(378_100);
        assertWritten();
    }

    /** Section 1.3.2. */
    @Test
    void shouldLayOutAddOrderMpid() {
        final AddOrderMpid message = new AddOrderMpid().wrap(message(
                "46", HEADER, "000000000000b745", "53", "ffffffff", "4141504c20202020", "77359400", "4c454844"), START);
        assertHeader(message, AddOrderMpid.LENGTH, 40);
        assertEquals(46_917L, message.orderReferenceNumber());
        assertEquals('S', message.buySellIndicator());
        assertEquals(4_294_967_295L, message.shares());
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals(2_000_000_000L, message.price());
        assertEquals("LEHD", message.attribution());
        assertEquals(0x4c454844, message.attributionAsInt());

        withHeader(new AddOrderMpidEncoder().wrap(blank(), START))
                .orderReferenceNumber(46_917)
                .buySellIndicator('S')
                .shares(4_294_967_295L)
                .stock("AAPL")
                .price(2_000_000_000)
                .attribution("LEHD");
        assertWritten();
    }

    /** Section 1.4.1. */
    @Test
    void shouldLayOutOrderExecuted() {
        final OrderExecuted message = new OrderExecuted().wrap(message(
                "45", HEADER, "000000000000b745", "00000003", "0000000000004580"), START);
        assertHeader(message, OrderExecuted.LENGTH, 31);
        assertEquals(46_917L, message.orderReferenceNumber());
        assertEquals(3L, message.executedShares());
        assertEquals(17_792L, message.matchNumber());

        withHeader(new OrderExecutedEncoder().wrap(blank(), START))
                .orderReferenceNumber(46_917)
                .executedShares(3)
                .matchNumber(17_792);
        assertWritten();
    }

    /** Section 1.4.2. */
    @Test
    void shouldLayOutOrderExecutedWithPrice() {
        final OrderExecutedWithPrice message = new OrderExecutedWithPrice().wrap(message(
                "43", HEADER, "0000000000039325", "00000033", "00000000000046bc", "4e", "002d6004"), START);
        assertHeader(message, OrderExecutedWithPrice.LENGTH, 36);
        assertEquals(234_277L, message.orderReferenceNumber());
        assertEquals(51L, message.executedShares());
        assertEquals(18_108L, message.matchNumber());
        assertEquals('N', message.printable());
        assertEquals(2_973_700L, message.executionPrice());

        withHeader(new OrderExecutedWithPriceEncoder().wrap(blank(), START))
                .orderReferenceNumber(234_277)
                .executedShares(51)
                .matchNumber(18_108)
                .printable('N')
                .executionPrice(2_973_700);
        assertWritten();
    }

    /** Section 1.4.3. */
    @Test
    void shouldLayOutOrderCancel() {
        final OrderCancel message = new OrderCancel().wrap(message(
                "58", HEADER, "0000000000007d34", "00000064"), START);
        assertHeader(message, OrderCancel.LENGTH, 23);
        assertEquals(32_052L, message.orderReferenceNumber());
        assertEquals(100L, message.cancelledShares());

        withHeader(new OrderCancelEncoder().wrap(blank(), START))
                .orderReferenceNumber(32_052)
                .cancelledShares(100);
        assertWritten();
    }

    /** Section 1.4.4. */
    @Test
    void shouldLayOutOrderDelete() {
        final OrderDelete message = new OrderDelete().wrap(message("44", HEADER, "ffffffffffffffff"), START);
        assertHeader(message, OrderDelete.LENGTH, 19);
        assertEquals(-1L, message.orderReferenceNumber());

        withHeader(new OrderDeleteEncoder().wrap(blank(), START))
                .orderReferenceNumber(-1);
        assertWritten();
    }

    /** Section 1.4.5. */
    @Test
    void shouldLayOutOrderReplace() {
        final OrderReplace message = new OrderReplace().wrap(message(
                "55", HEADER, "0000000000002a4d", "000000000000cbf5", "000003e8", "002d6004"), START);
        assertHeader(message, OrderReplace.LENGTH, 35);
        assertEquals(10_829L, message.originalOrderReferenceNumber());
        assertEquals(52_213L, message.newOrderReferenceNumber());
        assertEquals(1_000L, message.shares());
        assertEquals(2_973_700L, message.price());

        withHeader(new OrderReplaceEncoder().wrap(blank(), START))
                .originalOrderReferenceNumber(10_829)
                .newOrderReferenceNumber(52_213)
                .shares(1_000)
                .price(2_973_700);
        assertWritten();
    }

    /** Section 1.5.1. */
    @Test
    void shouldLayOutTrade() {
        final Trade message = new Trade().wrap(message(
                "50", HEADER, "0000000000000000", "42", "00000058",
                "54534c4120202020", "0041e394", "00000000000045f3"), START);
        assertHeader(message, Trade.LENGTH, 44);
        assertEquals(0L, message.orderReferenceNumber());
        assertEquals('B', message.buySellIndicator());
        assertEquals(88L, message.shares());
        assertEquals("TSLA", message.stock());
        assertEquals(ItchText.pack("TSLA"), message.stockAsLong());
        assertEquals(4_318_100L, message.price());
        assertEquals(17_907L, message.matchNumber());

        withHeader(new TradeEncoder().wrap(blank(), START))
                .orderReferenceNumber(0)
                .buySellIndicator('B')
                .shares(88)
                .stock("TSLA")
                .price(4_318_100)
                .matchNumber(17_907);
        assertWritten();
    }

    /** Section 1.5.2. */
    @Test
    void shouldLayOutCrossTrade() {
        final CrossTrade message = new CrossTrade().wrap(message(
                "51", HEADER, "0000000100000000", "4141504c20202020", "00368634", "00000000000045f3", "4f"), START);
        assertHeader(message, CrossTrade.LENGTH, 40);
        assertEquals(4_294_967_296L, message.shares());
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals(3_573_300L, message.crossPrice());
        assertEquals(17_907L, message.matchNumber());
        assertEquals('O', message.crossType());

        withHeader(new CrossTradeEncoder().wrap(blank(), START))
                .shares(4_294_967_296L)
                .stock("AAPL")
                .crossPrice(3_573_300)
                .matchNumber(17_907)
                .crossType('O');
        assertWritten();
    }

    /** Section 1.5.3. */
    @Test
    void shouldLayOutBrokenTrade() {
        final BrokenTrade message = new BrokenTrade().wrap(message("42", HEADER, "00000000000045f3"), START);
        assertHeader(message, BrokenTrade.LENGTH, 19);
        assertEquals(17_907L, message.matchNumber());

        withHeader(new BrokenTradeEncoder().wrap(blank(), START))
                .matchNumber(17_907);
        assertWritten();
    }

    /** Section 1.6. */
    @Test
    void shouldLayOutNetOrderImbalance() {
        final NetOrderImbalance message = new NetOrderImbalance().wrap(message(
                "49", HEADER, "0000000100000000", "00000000000026ad", "53", "4141504c20202020", "000c4950",
                "000d55ac", "0005c4f4", "43", "4c"), START);
        assertHeader(message, NetOrderImbalance.LENGTH, 50);
        assertEquals(4_294_967_296L, message.pairedShares());
        assertEquals(9_901L, message.imbalanceShares());
        assertEquals('S', message.imbalanceDirection());
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals(805_200L, message.farPrice());
        assertEquals(873_900L, message.nearPrice());
        assertEquals(378_100L, message.currentReferencePrice());
        assertEquals('C', message.crossType());
        assertEquals('L', message.priceVariationIndicator());

        withHeader(new NetOrderImbalanceEncoder().wrap(blank(), START))
                .pairedShares(4_294_967_296L)
                .imbalanceShares(9_901)
                .imbalanceDirection('S')
                .stock("AAPL")
                .farPrice(805_200)
                .nearPrice(873_900)
                .currentReferencePrice(378_100)
                .crossType('C')
                .priceVariationIndicator('L');
        assertWritten();
    }

    /** Section 1.7. */
    @Test
    void shouldLayOutRetailPriceImprovement() {
        final RetailPriceImprovement message = new RetailPriceImprovement().wrap(message(
                "4e", HEADER, "4141504c20202020", "41"), START);
        assertHeader(message, RetailPriceImprovement.LENGTH, 20);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals('A', message.interestFlag());

        withHeader(new RetailPriceImprovementEncoder().wrap(blank(), START))
                .stock("AAPL")
                .interestFlag('A');
        assertWritten();
    }

    /** Section 1.8. */
    @Test
    void shouldLayOutDirectListingPriceDiscovery() {
        final DirectListingPriceDiscovery message = new DirectListingPriceDiscovery().wrap(message(
                "4f", HEADER, "4141504c20202020", "59", "0005c4f4", "000d55ac",
                "000c4950", "00000d18c311bcbf", "002d6004", "0041e394"), START);
        assertHeader(message, DirectListingPriceDiscovery.LENGTH, 48);
        assertEquals("AAPL", message.stock());
        assertEquals(ItchText.pack("AAPL"), message.stockAsLong());
        assertEquals('Y', message.openEligibilityStatus());
        assertEquals(378_100L, message.minimumAllowablePrice());
        assertEquals(873_900L, message.maximumAllowablePrice());
        assertEquals(805_200L, message.nearExecutionPrice());
        assertEquals(14_400_003_095_743L, message.nearExecutionTime());
        assertEquals(2_973_700L, message.lowerPriceRangeCollar());
        assertEquals(4_318_100L, message.upperPriceRangeCollar());

        withHeader(new DirectListingPriceDiscoveryEncoder().wrap(blank(), START))
                .stock("AAPL")
                .openEligibilityStatus('Y')
                .minimumAllowablePrice(378_100)
                .maximumAllowablePrice(873_900)
                .nearExecutionPrice(805_200)
                .nearExecutionTime(14_400_003_095_743L)
                .lowerPriceRangeCollar(2_973_700)
                .upperPriceRangeCollar(4_318_100);
        assertWritten();
    }

    private UnsafeBuffer message(final String... fields) {
        expected = HexFormat.of().parseHex(String.join("", fields));
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[START + expected.length]);
        buffer.putBytes(START, expected);
        return buffer;
    }

    private UnsafeBuffer blank() {
        written = new UnsafeBuffer(new byte[START + expected.length]);
        written.setMemory(START, expected.length, (byte) 0xEE);
        return written;
    }

    private static <E extends ItchEncoder<E>> E withHeader(final E encoder) {
        return encoder.stockLocate(4386).trackingNumber(13124).timestamp(14_400_003_095_743L);
    }

    private void assertHeader(final ItchMessage message, final int declaredLength, final int specifiedLength) {
        assertEquals(specifiedLength, declaredLength);
        assertEquals(specifiedLength, expected.length);
        assertEquals(specifiedLength, message.length());
        assertEquals((char) expected[0], message.messageType());
        assertEquals(specifiedLength, ItchMessageType.of(message.messageType()).length());
        assertEquals(4386, message.stockLocate());
        assertEquals(13124, message.trackingNumber());
        assertEquals(14_400_003_095_743L, message.timestamp());
    }

    private void assertWritten() {
        final byte[] bytes = new byte[expected.length];
        written.getBytes(START, bytes);
        assertArrayEquals(expected, bytes);
    }
}
