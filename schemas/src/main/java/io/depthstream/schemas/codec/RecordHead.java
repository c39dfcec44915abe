package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/** The seven fields that open and the three that close every derived record. */
final class RecordHead {

    private RecordHead() {
    }

    static void open(
        final AvroOutput out,
        final byte[] header,
        final String venue,
        final String session,
        final String symbol,
        final long sequence,
        final long venueTimeNanos,
        final long receiveTimeNanos,
        final int priceScale) {
        out.position(0);
        out.ensure(header.length);
        out.put(header, 0, header.length);
        out.writeString(venue);
        out.writeString(session);
        out.writeString(symbol);
        out.ensure(4 * AvroOutput.MAX_VARINT_BYTES);
        out.putLong(sequence);
        out.putLong(venueTimeNanos);
        out.putLong(receiveTimeNanos);
        out.putLong(priceScale);
    }

    static void close(
        final AvroOutput out, final Quality quality, final String qualityReason, final TradingState tradingState) {
        out.ensure(AvroOutput.MAX_VARINT_BYTES);
        out.putLong(quality.ordinal());
        out.writeString(qualityReason);
        out.ensure(AvroOutput.MAX_VARINT_BYTES);
        out.putLong(tradingState.ordinal());
    }
}
