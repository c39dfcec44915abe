package io.depthstream.ingest.feed;

import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.util.List;

/** What an event says, without its place in the batch: compared as a value. */
record EventValue(
        EventKind kind,
        Side side,
        long orderRef,
        long newOrderRef,
        long price,
        long shares,
        long matchNumber,
        int flags,
        String codes,
        List<Long> values) {

    static EventValue of(final Event event) {
        return new EventValue(event.getKind(), event.getSide(), event.getOrderRef(), event.getNewOrderRef(),
            event.getPrice(), event.getShares(), event.getMatchNumber(), event.getFlags(), event.getCodes(),
            List.copyOf(event.getValues()));
    }

    /** An event of that kind which says nothing else yet. */
    static EventValue kind(final EventKind kind) {
        return new EventValue(kind, Side.NONE, 0, 0, 0, 0, 0, 0, "", List.of());
    }

    EventValue withSide(final Side to) {
        return new EventValue(kind, to, orderRef, newOrderRef, price, shares, matchNumber, flags, codes, values);
    }

    EventValue withOrderRef(final long to) {
        return new EventValue(kind, side, to, newOrderRef, price, shares, matchNumber, flags, codes, values);
    }

    EventValue withNewOrderRef(final long to) {
        return new EventValue(kind, side, orderRef, to, price, shares, matchNumber, flags, codes, values);
    }

    EventValue withPrice(final long to) {
        return new EventValue(kind, side, orderRef, newOrderRef, to, shares, matchNumber, flags, codes, values);
    }

    EventValue withShares(final long to) {
        return new EventValue(kind, side, orderRef, newOrderRef, price, to, matchNumber, flags, codes, values);
    }

    EventValue withMatchNumber(final long to) {
        return new EventValue(kind, side, orderRef, newOrderRef, price, shares, to, flags, codes, values);
    }

    EventValue withFlags(final int to) {
        return new EventValue(kind, side, orderRef, newOrderRef, price, shares, matchNumber, to, codes, values);
    }

    EventValue withCodes(final String to) {
        return new EventValue(kind, side, orderRef, newOrderRef, price, shares, matchNumber, flags, to, values);
    }

    EventValue withValues(final Long... to) {
        return new EventValue(kind, side, orderRef, newOrderRef, price, shares, matchNumber, flags, codes,
            List.of(to));
    }
}
