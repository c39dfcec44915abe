package io.depthstream.jobs.hot;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/** A symbol's subjects, and the status published last, so that only changes are. Draining thread only. */
final class NatsAddress {

    private final String orderbook;
    private final String status;
    private Quality quality;
    private String qualityReason = "";
    private TradingState tradingState;

    NatsAddress(final String orderbook, final String status) {
        this.orderbook = orderbook;
        this.status = status;
    }

    String orderbook() {
        return orderbook;
    }

    String status() {
        return status;
    }

    /** Whether the status differs from the one of the last call; remembers it. */
    boolean statusChanged(final HotBookState state) {
        if (state.quality() == quality && state.tradingState() == tradingState
                && state.qualityReason().equals(qualityReason)) {
            return false;
        }
        quality = state.quality();
        qualityReason = state.qualityReason();
        tradingState = state.tradingState();
        return true;
    }

    /** The status may not have arrived: the next one is published whatever it is. */
    void forgetStatus() {
        quality = null;
    }
}
