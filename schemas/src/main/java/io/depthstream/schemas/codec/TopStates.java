package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.EarlierTop;
import io.depthstream.schemas.avro.TopOfBook;
import java.util.ArrayList;
import java.util.List;

/**
 * Every state of the touch that a {@code TopOfBook} record tells of. For readers that need each change (order-flow
 * imbalance, stores that keep history); who wants only the newest reads the record itself.
 */
public final class TopStates {

    private TopStates() {
    }

    /**
     * The states as records of their own, oldest first and without earlier changes; the last equals the record's newest.
     * A record of version 1 has one. Allocates every record but the last where there are earlier changes.
     *
     * @param record left as it is
     * @return one more than the record's earlier changes
     */
    public static List<TopOfBook> of(final TopOfBook record) {
        if (record.getEarlier().isEmpty()) {
            return List.of(record);
        }
        final List<TopOfBook> states = new ArrayList<>(record.getEarlier().size() + 1);
        for (final EarlierTop earlier : record.getEarlier()) {
            final TopOfBook state = copy(record);
            state.setSequence(earlier.getSequence());
            state.setVenueTimeNanos(earlier.getVenueTimeNanos());
            state.setBidPrice(earlier.getBidPrice());
            state.setBidShares(earlier.getBidShares());
            state.setBidOrders(earlier.getBidOrders());
            state.setAskPrice(earlier.getAskPrice());
            state.setAskShares(earlier.getAskShares());
            state.setAskOrders(earlier.getAskOrders());
            states.add(state);
        }
        states.add(copy(record));
        return states;
    }

    private static TopOfBook copy(final TopOfBook from) {
        return new TopOfBook(from.getVenue(), from.getSession(), from.getSymbol(), from.getSequence(),
            from.getVenueTimeNanos(), from.getReceiveTimeNanos(), from.getPriceScale(), from.getBidPrice(),
            from.getBidShares(), from.getBidOrders(), from.getAskPrice(), from.getAskShares(), from.getAskOrders(),
            from.getQuality(), from.getQualityReason(), from.getTradingState(), List.of(), from.getMarketState());
    }
}
