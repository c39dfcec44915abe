package io.depthstream.jobs.hot;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/** A symbol's subjects, and what was published last of status and trades, so that only changes are. Draining thread only. */
final class NatsAddress {

    private final String orderbook;
    private final String status;
    private final String trade;
    private Quality quality;
    private String qualityReason = "";
    private TradingState tradingState;
    private String marketState = "";
    private long tradesTaken;

    NatsAddress(final String venue, final String symbol) {
        orderbook = NatsSubjects.orderbook(venue, symbol);
        status = NatsSubjects.status(venue, symbol);
        trade = NatsSubjects.trade(venue, symbol);
    }

    String orderbook() {
        return orderbook;
    }

    String status() {
        return status;
    }

    String trade() {
        return trade;
    }

    /** Number of the last trade that the server has taken; 0 before the first. */
    long tradesTaken() {
        return tradesTaken;
    }

    /** The server has taken every trade up to this number. */
    void tradesTaken(final long number) {
        tradesTaken = number;
    }

    /** Whether the status differs from the one of the last call; remembers it. */
    boolean statusChanged(final HotBookState state) {
        if (state.quality() == quality && state.tradingState() == tradingState
                && state.qualityReason().equals(qualityReason) && state.marketState().equals(marketState)) {
            return false;
        }
        quality = state.quality();
        qualityReason = state.qualityReason();
        tradingState = state.tradingState();
        marketState = state.marketState();
        return true;
    }

    /** The status may not have arrived: the next one is published whatever it is. */
    void forgetStatus() {
        quality = null;
    }
}
