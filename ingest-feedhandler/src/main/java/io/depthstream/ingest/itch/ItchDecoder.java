package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Decodes one TotalView-ITCH 5.0 message at a time and hands it to a listener as a flyweight.
 *
 * <p>Any bytes are safe: nothing outside the message is read, nothing is thrown for bad input, and the listener
 * is called only for a message whose type is known and whose length is exactly the type's. Whether its fields
 * make sense is {@link ItchFieldCheck}'s question. What a listener throws passes through.
 *
 * <p>One thread; allocates nothing after construction.
 */
public final class ItchDecoder {
    private final SystemEvent systemEvent = new SystemEvent();
    private final StockDirectory stockDirectory = new StockDirectory();
    private final StockTradingAction stockTradingAction = new StockTradingAction();
    private final RegShoRestriction regShoRestriction = new RegShoRestriction();
    private final MarketParticipantPosition marketParticipantPosition = new MarketParticipantPosition();
    private final MwcbDeclineLevel mwcbDeclineLevel = new MwcbDeclineLevel();
    private final MwcbStatus mwcbStatus = new MwcbStatus();
    private final IpoQuotingPeriodUpdate ipoQuotingPeriodUpdate = new IpoQuotingPeriodUpdate();
    private final LuldAuctionCollar luldAuctionCollar = new LuldAuctionCollar();
    private final OperationalHalt operationalHalt = new OperationalHalt();
    private final AddOrder addOrder = new AddOrder();
    private final AddOrderMpid addOrderMpid = new AddOrderMpid();
    private final OrderExecuted orderExecuted = new OrderExecuted();
    private final OrderExecutedWithPrice orderExecutedWithPrice = new OrderExecutedWithPrice();
    private final OrderCancel orderCancel = new OrderCancel();
    private final OrderDelete orderDelete = new OrderDelete();
    private final OrderReplace orderReplace = new OrderReplace();
    private final Trade trade = new Trade();
    private final CrossTrade crossTrade = new CrossTrade();
    private final BrokenTrade brokenTrade = new BrokenTrade();
    private final NetOrderImbalance netOrderImbalance = new NetOrderImbalance();
    private final RetailPriceImprovement retailPriceImprovement = new RetailPriceImprovement();
    private final DirectListingPriceDiscovery directListingPriceDiscovery = new DirectListingPriceDiscovery();

    /**
     * Decodes the message that fills {@code [offset, offset + length)} of {@code buffer}.
     *
     * @return {@link DecodeResult#OK} if the listener was called, else why it was not
     */
    public DecodeResult decode(
            final DirectBuffer buffer, final int offset, final int length, final ItchListener listener) {
        if (length < 1 || offset < 0 || length > buffer.capacity() - offset) {
            return DecodeResult.SHORT;
        }
        final char type = (char) (buffer.getByte(offset) & 0xFF);
        final DecodeResult verdict = verdict(type, length);
        if (verdict == DecodeResult.OK) {
            dispatch(type, buffer, offset, listener);
        }
        return verdict;
    }

    private static DecodeResult verdict(final char type, final int length) {
        final ItchMessageType known = ItchMessageType.of(type);
        if (known == null) {
            return DecodeResult.UNKNOWN_TYPE;
        }
        if (length < known.length()) {
            return DecodeResult.SHORT;
        }
        return length == known.length() ? DecodeResult.OK : DecodeResult.BAD_LENGTH;
    }

    private void dispatch(
            final char type, final DirectBuffer buffer, final int offset, final ItchListener listener) {
        switch (type) {
            case AddOrder.TYPE -> listener.onAddOrder(addOrder.wrap(buffer, offset));
            case OrderDelete.TYPE -> listener.onOrderDelete(orderDelete.wrap(buffer, offset));
            case OrderReplace.TYPE -> listener.onOrderReplace(orderReplace.wrap(buffer, offset));
            case OrderExecuted.TYPE -> listener.onOrderExecuted(orderExecuted.wrap(buffer, offset));
            case OrderCancel.TYPE -> listener.onOrderCancel(orderCancel.wrap(buffer, offset));
            case AddOrderMpid.TYPE -> listener.onAddOrderMpid(addOrderMpid.wrap(buffer, offset));
            case OrderExecutedWithPrice.TYPE ->
                    listener.onOrderExecutedWithPrice(orderExecutedWithPrice.wrap(buffer, offset));
            case Trade.TYPE -> listener.onTrade(trade.wrap(buffer, offset));
            case SystemEvent.TYPE -> listener.onSystemEvent(systemEvent.wrap(buffer, offset));
            case StockDirectory.TYPE -> listener.onStockDirectory(stockDirectory.wrap(buffer, offset));
            case StockTradingAction.TYPE -> listener.onStockTradingAction(stockTradingAction.wrap(buffer, offset));
            case RegShoRestriction.TYPE -> listener.onRegShoRestriction(regShoRestriction.wrap(buffer, offset));
            case MarketParticipantPosition.TYPE ->
                    listener.onMarketParticipantPosition(marketParticipantPosition.wrap(buffer, offset));
            case MwcbDeclineLevel.TYPE -> listener.onMwcbDeclineLevel(mwcbDeclineLevel.wrap(buffer, offset));
            case MwcbStatus.TYPE -> listener.onMwcbStatus(mwcbStatus.wrap(buffer, offset));
            case IpoQuotingPeriodUpdate.TYPE ->
                    listener.onIpoQuotingPeriodUpdate(ipoQuotingPeriodUpdate.wrap(buffer, offset));
            case LuldAuctionCollar.TYPE -> listener.onLuldAuctionCollar(luldAuctionCollar.wrap(buffer, offset));
            case OperationalHalt.TYPE -> listener.onOperationalHalt(operationalHalt.wrap(buffer, offset));
            case CrossTrade.TYPE -> listener.onCrossTrade(crossTrade.wrap(buffer, offset));
            case BrokenTrade.TYPE -> listener.onBrokenTrade(brokenTrade.wrap(buffer, offset));
            case NetOrderImbalance.TYPE -> listener.onNetOrderImbalance(netOrderImbalance.wrap(buffer, offset));
            case RetailPriceImprovement.TYPE ->
                    listener.onRetailPriceImprovement(retailPriceImprovement.wrap(buffer, offset));
            case DirectListingPriceDiscovery.TYPE ->
                    listener.onDirectListingPriceDiscovery(directListingPriceDiscovery.wrap(buffer, offset));
            default -> throw new AssertionError("message type " + type + " has a length but no listener method");
        }
    }
}
