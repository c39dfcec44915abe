package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whatever is written is read back, every field of the system and stock messages (sections 1.1 and 1.2).
 * jqwik prints the seed; {@code @Property(seed = "…")} repeats it.
 */
class StockRoundTripTest {
    private static final int START = 5;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);

    @Property(tries = 200)
    void shouldReadBackSystemEvent(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Latin1 char eventCode) {
        new SystemEventEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .eventCode(eventCode);

        final SystemEvent message = new SystemEvent().wrap(buffer, START);
        assertEquals(SystemEvent.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(eventCode, message.eventCode());
    }

    @Property(tries = 200)
    void shouldReadBackStockDirectory(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @Latin1 char marketCategory,
            @ForAll @Latin1 char financialStatusIndicator,
            @ForAll @UInt32 long roundLotSize,
            @ForAll @Latin1 char roundLotsOnly,
            @ForAll @Latin1 char issueClassification,
            @ForAll @Text2 String issueSubType,
            @ForAll @Latin1 char authenticity,
            @ForAll @Latin1 char shortSaleThresholdIndicator,
            @ForAll @Latin1 char ipoFlag,
            @ForAll @Latin1 char luldReferencePriceTier,
            @ForAll @Latin1 char etpFlag,
            @ForAll @UInt32 long etpLeverageFactor,
            @ForAll @Latin1 char inverseIndicator) {
        new StockDirectoryEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .marketCategory(marketCategory)
                .financialStatusIndicator(financialStatusIndicator)
                .roundLotSize(roundLotSize)
                .roundLotsOnly(roundLotsOnly)
                .issueClassification(issueClassification)
                .issueSubType(issueSubType)
                .authenticity(authenticity)
                .shortSaleThresholdIndicator(shortSaleThresholdIndicator)
                .ipoFlag(ipoFlag)
                .luldReferencePriceTier(luldReferencePriceTier)
                .etpFlag(etpFlag)
                .etpLeverageFactor(etpLeverageFactor)
                .inverseIndicator(inverseIndicator);

        final StockDirectory message = new StockDirectory().wrap(buffer, START);
        assertEquals(StockDirectory.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(marketCategory, message.marketCategory());
        assertEquals(financialStatusIndicator, message.financialStatusIndicator());
        assertEquals(roundLotSize, message.roundLotSize());
        assertEquals(roundLotsOnly, message.roundLotsOnly());
        assertEquals(issueClassification, message.issueClassification());
        assertEquals(issueSubType, message.issueSubType());
        assertEquals(authenticity, message.authenticity());
        assertEquals(shortSaleThresholdIndicator, message.shortSaleThresholdIndicator());
        assertEquals(ipoFlag, message.ipoFlag());
        assertEquals(luldReferencePriceTier, message.luldReferencePriceTier());
        assertEquals(etpFlag, message.etpFlag());
        assertEquals(etpLeverageFactor, message.etpLeverageFactor());
        assertEquals(inverseIndicator, message.inverseIndicator());
    }

    @Property(tries = 200)
    void shouldReadBackStockTradingAction(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @Latin1 char tradingState,
            @ForAll @Latin1 char reserved,
            @ForAll @Text4 String reason) {
        new StockTradingActionEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .tradingState(tradingState)
                .reserved(reserved)
                .reason(reason);

        final StockTradingAction message = new StockTradingAction().wrap(buffer, START);
        assertEquals(StockTradingAction.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(tradingState, message.tradingState());
        assertEquals(reserved, message.reserved());
        assertEquals(reason, message.reason());
    }

    @Property(tries = 200)
    void shouldReadBackRegShoRestriction(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @Latin1 char regSHOAction) {
        new RegShoRestrictionEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .regSHOAction(regSHOAction);

        final RegShoRestriction message = new RegShoRestriction().wrap(buffer, START);
        assertEquals(RegShoRestriction.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(regSHOAction, message.regSHOAction());
    }

    @Property(tries = 200)
    void shouldReadBackMarketParticipantPosition(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text4 String mpid,
            @ForAll @Text8 String stock,
            @ForAll @Latin1 char primaryMarketMaker,
            @ForAll @Latin1 char marketMakerMode,
            @ForAll @Latin1 char marketParticipantState) {
        new MarketParticipantPositionEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .mpid(mpid)
                .stock(stock)
                .primaryMarketMaker(primaryMarketMaker)
                .marketMakerMode(marketMakerMode)
                .marketParticipantState(marketParticipantState);

        final MarketParticipantPosition message = new MarketParticipantPosition().wrap(buffer, START);
        assertEquals(MarketParticipantPosition.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(mpid, message.mpid());
        assertEquals(stock, message.stock());
        assertEquals(primaryMarketMaker, message.primaryMarketMaker());
        assertEquals(marketMakerMode, message.marketMakerMode());
        assertEquals(marketParticipantState, message.marketParticipantState());
    }

    @Property(tries = 200)
    void shouldReadBackMwcbDeclineLevel(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long level1,
            @ForAll long level2,
            @ForAll long level3) {
        new MwcbDeclineLevelEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .level1(level1)
                .level2(level2)
                .level3(level3);

        final MwcbDeclineLevel message = new MwcbDeclineLevel().wrap(buffer, START);
        assertEquals(MwcbDeclineLevel.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(level1, message.level1());
        assertEquals(level2, message.level2());
        assertEquals(level3, message.level3());
    }

    @Property(tries = 200)
    void shouldReadBackMwcbStatus(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Latin1 char breachedLevel) {
        new MwcbStatusEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .breachedLevel(breachedLevel);

        final MwcbStatus message = new MwcbStatus().wrap(buffer, START);
        assertEquals(MwcbStatus.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(breachedLevel, message.breachedLevel());
    }

    @Property(tries = 200)
    void shouldReadBackIpoQuotingPeriodUpdate(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @UInt32 long ipoQuotationReleaseTime,
            @ForAll @Latin1 char ipoQuotationReleaseQualifier,
            @ForAll @UInt32 long ipoPrice) {
        new IpoQuotingPeriodUpdateEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .ipoQuotationReleaseTime(ipoQuotationReleaseTime)
                .ipoQuotationReleaseQualifier(ipoQuotationReleaseQualifier)
                .ipoPrice(ipoPrice);

        final IpoQuotingPeriodUpdate message = new IpoQuotingPeriodUpdate().wrap(buffer, START);
        assertEquals(IpoQuotingPeriodUpdate.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(ipoQuotationReleaseTime, message.ipoQuotationReleaseTime());
        assertEquals(ipoQuotationReleaseQualifier, message.ipoQuotationReleaseQualifier());
        assertEquals(ipoPrice, message.ipoPrice());
    }

    @Property(tries = 200)
    void shouldReadBackLuldAuctionCollar(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @UInt32 long auctionCollarReferencePrice,
            @ForAll @UInt32 long upperAuctionCollarPrice,
            @ForAll @UInt32 long lowerAuctionCollarPrice,
            @ForAll @UInt32 long auctionCollarExtension) {
        new LuldAuctionCollarEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .auctionCollarReferencePrice(auctionCollarReferencePrice)
                .upperAuctionCollarPrice(upperAuctionCollarPrice)
                .lowerAuctionCollarPrice(lowerAuctionCollarPrice)
                .auctionCollarExtension(auctionCollarExtension);

        final LuldAuctionCollar message = new LuldAuctionCollar().wrap(buffer, START);
        assertEquals(LuldAuctionCollar.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(auctionCollarReferencePrice, message.auctionCollarReferencePrice());
        assertEquals(upperAuctionCollarPrice, message.upperAuctionCollarPrice());
        assertEquals(lowerAuctionCollarPrice, message.lowerAuctionCollarPrice());
        assertEquals(auctionCollarExtension, message.auctionCollarExtension());
    }

    @Property(tries = 200)
    void shouldReadBackOperationalHalt(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @Latin1 char marketCode,
            @ForAll @Latin1 char operationalHaltAction) {
        new OperationalHaltEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .marketCode(marketCode)
                .operationalHaltAction(operationalHaltAction);

        final OperationalHalt message = new OperationalHalt().wrap(buffer, START);
        assertEquals(OperationalHalt.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(marketCode, message.marketCode());
        assertEquals(operationalHaltAction, message.operationalHaltAction());
    }
}
