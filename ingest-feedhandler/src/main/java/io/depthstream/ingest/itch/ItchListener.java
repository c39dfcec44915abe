package io.depthstream.ingest.itch;

/**
 * Receives decoded messages, one method a type; each does nothing unless overridden.
 *
 * <p>The flyweight belongs to the decoder and is valid only during the call: copy what must outlive it.
 * Called on the decoding thread.
 */
public interface ItchListener {
    /** System Event (S). */
    default void onSystemEvent(final SystemEvent message) {
    }

    /** Stock Directory (R). */
    default void onStockDirectory(final StockDirectory message) {
    }

    /** Stock Trading Action (H). */
    default void onStockTradingAction(final StockTradingAction message) {
    }

    /** Reg SHO Short Sale Price Test Restricted Indicator (Y). */
    default void onRegShoRestriction(final RegShoRestriction message) {
    }

    /** Market Participant Position (L). */
    default void onMarketParticipantPosition(final MarketParticipantPosition message) {
    }

    /** MWCB Decline Level (V). */
    default void onMwcbDeclineLevel(final MwcbDeclineLevel message) {
    }

    /** MWCB Status (W). */
    default void onMwcbStatus(final MwcbStatus message) {
    }

    /** Quoting Period Update (K). */
    default void onIpoQuotingPeriodUpdate(final IpoQuotingPeriodUpdate message) {
    }

    /** Limit Up – Limit Down (LULD) Auction Collar (J). */
    default void onLuldAuctionCollar(final LuldAuctionCollar message) {
    }

    /** Operational Halt (h). */
    default void onOperationalHalt(final OperationalHalt message) {
    }

    /** Add Order – No MPID Attribution (A). */
    default void onAddOrder(final AddOrder message) {
    }

    /** Add Order with MPID Attribution (F). */
    default void onAddOrderMpid(final AddOrderMpid message) {
    }

    /** Order Executed (E). */
    default void onOrderExecuted(final OrderExecuted message) {
    }

    /** Order Executed with Price (C). */
    default void onOrderExecutedWithPrice(final OrderExecutedWithPrice message) {
    }

    /** Order Cancel (X). */
    default void onOrderCancel(final OrderCancel message) {
    }

    /** Order Delete (D). */
    default void onOrderDelete(final OrderDelete message) {
    }

    /** Order Replace (U). */
    default void onOrderReplace(final OrderReplace message) {
    }

    /** Trade (Non-Cross) (P). */
    default void onTrade(final Trade message) {
    }

    /** Cross Trade (Q). */
    default void onCrossTrade(final CrossTrade message) {
    }

    /** Broken Trade / Order Execution (B). */
    default void onBrokenTrade(final BrokenTrade message) {
    }

    /** Net Order Imbalance Indicator (NOII) (I). */
    default void onNetOrderImbalance(final NetOrderImbalance message) {
    }

    /** Retail Price Improvement Indicator (RPII) (N). */
    default void onRetailPriceImprovement(final RetailPriceImprovement message) {
    }

    /** Direct Listing with Capital Raise Price Discovery (O). */
    default void onDirectListingPriceDiscovery(final DirectListingPriceDiscovery message) {
    }
}
