package io.depthstream.ingest.itch;

import java.util.function.Consumer;

/** Hands every message, whatever its type, to one consumer; the flyweight is valid only during the call. */
final class RecordingListener implements ItchListener {
    private final Consumer<ItchMessage> consumer;

    RecordingListener(final Consumer<ItchMessage> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void onSystemEvent(final SystemEvent message) {
        consumer.accept(message);
    }

    @Override
    public void onStockDirectory(final StockDirectory message) {
        consumer.accept(message);
    }

    @Override
    public void onStockTradingAction(final StockTradingAction message) {
        consumer.accept(message);
    }

    @Override
    public void onRegShoRestriction(final RegShoRestriction message) {
        consumer.accept(message);
    }

    @Override
    public void onMarketParticipantPosition(final MarketParticipantPosition message) {
        consumer.accept(message);
    }

    @Override
    public void onMwcbDeclineLevel(final MwcbDeclineLevel message) {
        consumer.accept(message);
    }

    @Override
    public void onMwcbStatus(final MwcbStatus message) {
        consumer.accept(message);
    }

    @Override
    public void onIpoQuotingPeriodUpdate(final IpoQuotingPeriodUpdate message) {
        consumer.accept(message);
    }

    @Override
    public void onLuldAuctionCollar(final LuldAuctionCollar message) {
        consumer.accept(message);
    }

    @Override
    public void onOperationalHalt(final OperationalHalt message) {
        consumer.accept(message);
    }

    @Override
    public void onAddOrder(final AddOrder message) {
        consumer.accept(message);
    }

    @Override
    public void onAddOrderMpid(final AddOrderMpid message) {
        consumer.accept(message);
    }

    @Override
    public void onOrderExecuted(final OrderExecuted message) {
        consumer.accept(message);
    }

    @Override
    public void onOrderExecutedWithPrice(final OrderExecutedWithPrice message) {
        consumer.accept(message);
    }

    @Override
    public void onOrderCancel(final OrderCancel message) {
        consumer.accept(message);
    }

    @Override
    public void onOrderDelete(final OrderDelete message) {
        consumer.accept(message);
    }

    @Override
    public void onOrderReplace(final OrderReplace message) {
        consumer.accept(message);
    }

    @Override
    public void onTrade(final Trade message) {
        consumer.accept(message);
    }

    @Override
    public void onCrossTrade(final CrossTrade message) {
        consumer.accept(message);
    }

    @Override
    public void onBrokenTrade(final BrokenTrade message) {
        consumer.accept(message);
    }

    @Override
    public void onNetOrderImbalance(final NetOrderImbalance message) {
        consumer.accept(message);
    }

    @Override
    public void onRetailPriceImprovement(final RetailPriceImprovement message) {
        consumer.accept(message);
    }

    @Override
    public void onDirectListingPriceDiscovery(final DirectListingPriceDiscovery message) {
        consumer.accept(message);
    }
}
