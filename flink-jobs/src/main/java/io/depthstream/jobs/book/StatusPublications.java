package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.EventCodes.part;
import static io.depthstream.jobs.book.EventCodes.rest;
import static io.depthstream.jobs.book.EventCodes.value;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.StatusKind;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.Records;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes the rare records: market status, changes of quality, and imbalance before a cross. docs/protocol says which
 * field of an event becomes which field here. One thread; allocates, since these are a handful a second.
 */
final class StatusPublications {

    private final RecordOutput output;
    private final BookTotals totals;

    StatusPublications(final RecordOutput output, final BookTotals totals) {
        this.output = output;
        this.totals = totals;
    }

    /** The present event as a market status; the symbol's state is the one after it. */
    void status(final SymbolBook of, final EventBatchReader event) {
        final String codes = event.codes();
        final MarketStatus.Builder status = begin(of).setValues(values(event));
        switch (event.kind()) {
            case SYSTEM -> status.setKind(StatusKind.SYSTEM).setCode(codes);
            case TRADING_ACTION ->
                    status.setKind(StatusKind.TRADING_ACTION).setCode(part(codes, 0)).setReason(part(codes, 2));
            case REG_SHO -> status.setKind(StatusKind.REG_SHO).setCode(codes);
            case PARTICIPANT_POSITION ->
                    status.setKind(StatusKind.PARTICIPANT_POSITION).setCode(rest(codes)).setReason(part(codes, 0));
            case MWCB_LEVELS -> status.setKind(StatusKind.MWCB_LEVELS);
            case MWCB_BREACH -> status.setKind(StatusKind.MWCB_BREACH).setCode(codes);
            case IPO_QUOTING ->
                    status.setKind(StatusKind.IPO_QUOTING).setCode(codes).setReferencePrice(event.price());
            case LULD_COLLAR -> status.setKind(StatusKind.LULD_COLLAR).setReferencePrice(event.price())
                    .setUpperPrice(value(event, 0)).setLowerPrice(value(event, 1));
            case OPERATIONAL_HALT ->
                    status.setKind(StatusKind.OPERATIONAL_HALT).setCode(part(codes, 1)).setReason(part(codes, 0));
            case RETAIL_INTEREST -> status.setKind(StatusKind.RETAIL_INTEREST).setCode(codes);
            case DIRECT_LISTING -> status.setKind(StatusKind.DIRECT_LISTING).setCode(codes)
                    .setReferencePrice(value(event, 2)).setUpperPrice(value(event, 5)).setLowerPrice(value(event, 4));
            default -> throw new IllegalArgumentException("a " + event.kind() + " event is no market status");
        }
        publish(of, status.build());
    }

    /** That the symbol's quality changed, at its last event or after it. */
    void quality(final SymbolBook of, final QualityReason now) {
        publish(of, begin(of).setKind(StatusKind.QUALITY).setQuality(now.quality()).setQualityReason(now.text())
                .setCode(now.quality().name()).setReason(now.text()).setValues(List.of()).build());
    }

    /** The present event as a net order imbalance. */
    void imbalance(final SymbolBook of, final EventBatchReader event) {
        final SymbolState at = of.state;
        final String codes = event.codes();
        final Imbalance imbalance = Imbalance.newBuilder()
                .setVenue(at.venue).setSession(at.session).setSymbol(of.symbol).setSequence(at.sequence)
                .setVenueTimeNanos(at.venueTimeNanos).setReceiveTimeNanos(at.receiveTimeNanos)
                .setPriceScale(at.priceScale)
                .setDirection(part(codes, 0)).setCrossType(part(codes, 1)).setPriceVariation(part(codes, 2))
                .setSide(event.side()).setImbalanceShares(event.shares()).setReferencePrice(event.price())
                .setPairedShares(value(event, 0)).setFarPrice(value(event, 1)).setNearPrice(value(event, 2))
                .setQuality(of.reason.quality()).setQualityReason(of.reason.text()).setTradingState(at.tradingState())
                .build();
        output.publish(new PublishedRecord(Topics.IMBALANCE, of.key, Records.encode(imbalance), at.venueTimeNanos));
        totals.imbalances++;
    }

    private static MarketStatus.Builder begin(final SymbolBook of) {
        final SymbolState at = of.state;
        return MarketStatus.newBuilder()
                .setVenue(at.venue).setSession(at.session).setSymbol(of.symbol).setSequence(at.sequence)
                .setVenueTimeNanos(at.venueTimeNanos).setReceiveTimeNanos(at.receiveTimeNanos)
                .setPriceScale(at.priceScale)
                .setQuality(of.reason.quality()).setQualityReason(of.reason.text()).setTradingState(at.tradingState());
    }

    private void publish(final SymbolBook of, final MarketStatus status) {
        output.publish(
                new PublishedRecord(Topics.STATUS, of.key, Records.encode(status), of.state.venueTimeNanos));
        totals.statuses++;
    }

    private static List<Long> values(final EventBatchReader event) {
        final List<Long> values = new ArrayList<>(event.valueCount());
        for (int i = 0; i < event.valueCount(); i++) {
            values.add(event.value(i));
        }
        return values;
    }
}
