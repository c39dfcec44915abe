package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whatever is written is read back, every field of the trade, imbalance and listing messages (sections 1.5 to 1.8).
 * jqwik prints the seed; {@code @Property(seed = "…")} repeats it.
 */
class TradeAndAuctionRoundTripTest {
    private static final int START = 5;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);

    @Property(tries = 200)
    void shouldReadBackTrade(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long orderReferenceNumber,
            @ForAll @Latin1 char buySellIndicator,
            @ForAll @UInt32 long shares,
            @ForAll @Text8 String stock,
            @ForAll @UInt32 long price,
            @ForAll long matchNumber) {
        new TradeEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .orderReferenceNumber(orderReferenceNumber)
                .buySellIndicator(buySellIndicator)
                .shares(shares)
                .stock(stock)
                .price(price)
                .matchNumber(matchNumber);

        final Trade message = new Trade().wrap(buffer, START);
        assertEquals(Trade.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(orderReferenceNumber, message.orderReferenceNumber());
        assertEquals(buySellIndicator, message.buySellIndicator());
        assertEquals(shares, message.shares());
        assertEquals(stock, message.stock());
        assertEquals(price, message.price());
        assertEquals(matchNumber, message.matchNumber());
    }

    @Property(tries = 200)
    void shouldReadBackCrossTrade(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long shares,
            @ForAll @Text8 String stock,
            @ForAll @UInt32 long crossPrice,
            @ForAll long matchNumber,
            @ForAll @Latin1 char crossType) {
        new CrossTradeEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .shares(shares)
                .stock(stock)
                .crossPrice(crossPrice)
                .matchNumber(matchNumber)
                .crossType(crossType);

        final CrossTrade message = new CrossTrade().wrap(buffer, START);
        assertEquals(CrossTrade.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(shares, message.shares());
        assertEquals(stock, message.stock());
        assertEquals(crossPrice, message.crossPrice());
        assertEquals(matchNumber, message.matchNumber());
        assertEquals(crossType, message.crossType());
    }

    @Property(tries = 200)
    void shouldReadBackBrokenTrade(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long matchNumber) {
        new BrokenTradeEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .matchNumber(matchNumber);

        final BrokenTrade message = new BrokenTrade().wrap(buffer, START);
        assertEquals(BrokenTrade.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(matchNumber, message.matchNumber());
    }

    @Property(tries = 200)
    void shouldReadBackNetOrderImbalance(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long pairedShares,
            @ForAll long imbalanceShares,
            @ForAll @Latin1 char imbalanceDirection,
            @ForAll @Text8 String stock,
            @ForAll @UInt32 long farPrice,
            @ForAll @UInt32 long nearPrice,
            @ForAll @UInt32 long currentReferencePrice,
            @ForAll @Latin1 char crossType,
            @ForAll @Latin1 char priceVariationIndicator) {
        new NetOrderImbalanceEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .pairedShares(pairedShares)
                .imbalanceShares(imbalanceShares)
                .imbalanceDirection(imbalanceDirection)
                .stock(stock)
                .farPrice(farPrice)
                .nearPrice(nearPrice)
                .currentReferencePrice(currentReferencePrice)
                .crossType(crossType)
                .priceVariationIndicator(priceVariationIndicator);

        final NetOrderImbalance message = new NetOrderImbalance().wrap(buffer, START);
        assertEquals(NetOrderImbalance.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(pairedShares, message.pairedShares());
        assertEquals(imbalanceShares, message.imbalanceShares());
        assertEquals(imbalanceDirection, message.imbalanceDirection());
        assertEquals(stock, message.stock());
        assertEquals(farPrice, message.farPrice());
        assertEquals(nearPrice, message.nearPrice());
        assertEquals(currentReferencePrice, message.currentReferencePrice());
        assertEquals(crossType, message.crossType());
        assertEquals(priceVariationIndicator, message.priceVariationIndicator());
    }

    @Property(tries = 200)
    void shouldReadBackRetailPriceImprovement(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @Latin1 char interestFlag) {
        new RetailPriceImprovementEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .interestFlag(interestFlag);

        final RetailPriceImprovement message = new RetailPriceImprovement().wrap(buffer, START);
        assertEquals(RetailPriceImprovement.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(interestFlag, message.interestFlag());
    }

    @Property(tries = 200)
    void shouldReadBackDirectListingPriceDiscovery(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll @Text8 String stock,
            @ForAll @Latin1 char openEligibilityStatus,
            @ForAll @UInt32 long minimumAllowablePrice,
            @ForAll @UInt32 long maximumAllowablePrice,
            @ForAll @UInt32 long nearExecutionPrice,
            @ForAll long nearExecutionTime,
            @ForAll @UInt32 long lowerPriceRangeCollar,
            @ForAll @UInt32 long upperPriceRangeCollar) {
        new DirectListingPriceDiscoveryEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .stock(stock)
                .openEligibilityStatus(openEligibilityStatus)
                .minimumAllowablePrice(minimumAllowablePrice)
                .maximumAllowablePrice(maximumAllowablePrice)
                .nearExecutionPrice(nearExecutionPrice)
                .nearExecutionTime(nearExecutionTime)
                .lowerPriceRangeCollar(lowerPriceRangeCollar)
                .upperPriceRangeCollar(upperPriceRangeCollar);

        final DirectListingPriceDiscovery message = new DirectListingPriceDiscovery().wrap(buffer, START);
        assertEquals(DirectListingPriceDiscovery.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(stock, message.stock());
        assertEquals(openEligibilityStatus, message.openEligibilityStatus());
        assertEquals(minimumAllowablePrice, message.minimumAllowablePrice());
        assertEquals(maximumAllowablePrice, message.maximumAllowablePrice());
        assertEquals(nearExecutionPrice, message.nearExecutionPrice());
        assertEquals(nearExecutionTime, message.nearExecutionTime());
        assertEquals(lowerPriceRangeCollar, message.lowerPriceRangeCollar());
        assertEquals(upperPriceRangeCollar, message.upperPriceRangeCollar());
    }
}
