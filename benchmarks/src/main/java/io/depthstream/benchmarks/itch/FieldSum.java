package io.depthstream.benchmarks.itch;

import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.BrokenTrade;
import io.depthstream.ingest.itch.CrossTrade;
import io.depthstream.ingest.itch.DirectListingPriceDiscovery;
import io.depthstream.ingest.itch.IpoQuotingPeriodUpdate;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.ItchMessage;
import io.depthstream.ingest.itch.LuldAuctionCollar;
import io.depthstream.ingest.itch.MarketParticipantPosition;
import io.depthstream.ingest.itch.MwcbDeclineLevel;
import io.depthstream.ingest.itch.MwcbStatus;
import io.depthstream.ingest.itch.NetOrderImbalance;
import io.depthstream.ingest.itch.OperationalHalt;
import io.depthstream.ingest.itch.OrderCancel;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.OrderReplace;
import io.depthstream.ingest.itch.RegShoRestriction;
import io.depthstream.ingest.itch.RetailPriceImprovement;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.ingest.itch.StockTradingAction;
import io.depthstream.ingest.itch.SystemEvent;
import io.depthstream.ingest.itch.Trade;

/**
 * Reads every field of every message and folds it into a sum, so that no read can be left out.
 *
 * <p>Texts are read as the numbers they are on the wire, without allocation. One thread.
 */
public final class FieldSum implements ItchListener {
    private long sum;
    private long messages;

    /** Sum of all fields so far, modulo 2^64: equal for equal streams on any machine. */
    public long sum() {
        return sum;
    }

    /** Messages so far. */
    public long messages() {
        return messages;
    }

    private void add(final ItchMessage message, final long fields) {
        messages++;
        sum += fields + message.messageType() + message.stockLocate() + message.trackingNumber() + message.timestamp();
    }

    @Override
    public void onAddOrder(final AddOrder m) {
        add(m, m.orderReferenceNumber() + m.buySellIndicator() + m.shares() + m.stockAsLong() + m.price());
    }

    @Override
    public void onAddOrderMpid(final AddOrderMpid m) {
        add(m, m.orderReferenceNumber() + m.buySellIndicator() + m.shares()
            + m.stockAsLong() + m.price() + m.attributionAsInt());
    }

    @Override
    public void onBrokenTrade(final BrokenTrade m) {
        add(m, m.matchNumber());
    }

    @Override
    public void onCrossTrade(final CrossTrade m) {
        add(m, m.shares() + m.stockAsLong() + m.crossPrice() + m.matchNumber() + m.crossType());
    }

    @Override
    public void onDirectListingPriceDiscovery(final DirectListingPriceDiscovery m) {
        add(m, m.stockAsLong() + m.openEligibilityStatus() + m.minimumAllowablePrice() + m.maximumAllowablePrice()
            + m.nearExecutionPrice() + m.nearExecutionTime() + m.lowerPriceRangeCollar() + m.upperPriceRangeCollar());
    }

    @Override
    public void onIpoQuotingPeriodUpdate(final IpoQuotingPeriodUpdate m) {
        add(m, m.stockAsLong() + m.ipoQuotationReleaseTime() + m.ipoQuotationReleaseQualifier() + m.ipoPrice());
    }

    @Override
    public void onLuldAuctionCollar(final LuldAuctionCollar m) {
        add(m, m.stockAsLong() + m.auctionCollarReferencePrice()
            + m.upperAuctionCollarPrice() + m.lowerAuctionCollarPrice() + m.auctionCollarExtension());
    }

    @Override
    public void onMarketParticipantPosition(final MarketParticipantPosition m) {
        add(m, m.mpidAsInt() + m.stockAsLong()
            + m.primaryMarketMaker() + m.marketMakerMode() + m.marketParticipantState());
    }

    @Override
    public void onMwcbDeclineLevel(final MwcbDeclineLevel m) {
        add(m, m.level1() + m.level2() + m.level3());
    }

    @Override
    public void onMwcbStatus(final MwcbStatus m) {
        add(m, m.breachedLevel());
    }

    @Override
    public void onNetOrderImbalance(final NetOrderImbalance m) {
        add(m, m.pairedShares() + m.imbalanceShares() + m.imbalanceDirection() + m.stockAsLong()
            + m.farPrice() + m.nearPrice() + m.currentReferencePrice() + m.crossType() + m.priceVariationIndicator());
    }

    @Override
    public void onOperationalHalt(final OperationalHalt m) {
        add(m, m.stockAsLong() + m.marketCode() + m.operationalHaltAction());
    }

    @Override
    public void onOrderCancel(final OrderCancel m) {
        add(m, m.orderReferenceNumber() + m.cancelledShares());
    }

    @Override
    public void onOrderDelete(final OrderDelete m) {
        add(m, m.orderReferenceNumber());
    }

    @Override
    public void onOrderExecuted(final OrderExecuted m) {
        add(m, m.orderReferenceNumber() + m.executedShares() + m.matchNumber());
    }

    @Override
    public void onOrderExecutedWithPrice(final OrderExecutedWithPrice m) {
        add(m, m.orderReferenceNumber() + m.executedShares() + m.matchNumber() + m.printable() + m.executionPrice());
    }

    @Override
    public void onOrderReplace(final OrderReplace m) {
        add(m, m.originalOrderReferenceNumber() + m.newOrderReferenceNumber() + m.shares() + m.price());
    }

    @Override
    public void onRegShoRestriction(final RegShoRestriction m) {
        add(m, m.stockAsLong() + m.regSHOAction());
    }

    @Override
    public void onRetailPriceImprovement(final RetailPriceImprovement m) {
        add(m, m.stockAsLong() + m.interestFlag());
    }

    @Override
    public void onStockDirectory(final StockDirectory m) {
        add(m, m.stockAsLong() + m.marketCategory() + m.financialStatusIndicator() + m.roundLotSize()
            + m.roundLotsOnly() + m.issueClassification() + m.issueSubTypeAsInt() + m.authenticity()
            + m.shortSaleThresholdIndicator() + m.ipoFlag() + m.luldReferencePriceTier() + m.etpFlag() + m.etpLeverageFactor() + m.inverseIndicator());
    }

    @Override
    public void onStockTradingAction(final StockTradingAction m) {
        add(m, m.stockAsLong() + m.tradingState() + m.reserved() + m.reasonAsInt());
    }

    @Override
    public void onSystemEvent(final SystemEvent m) {
        add(m, m.eventCode());
    }

    @Override
    public void onTrade(final Trade m) {
        add(m, m.orderReferenceNumber() + m.buySellIndicator() + m.shares()
            + m.stockAsLong() + m.price() + m.matchNumber());
    }
}
