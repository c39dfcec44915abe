package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/** What every derived record has, of the value last read; see the reader for its thread rule. */
public interface DerivedReaderView {

    /** ISO 10383 market identifier. */
    String venue();

    /** Venue session. */
    String session();

    /** Venue symbol. */
    String symbol();

    /** Venue sequence of the last event the record reflects. */
    long sequence();

    /** Venue's stamp of that event, nanoseconds since the epoch, UTC. */
    long venueTimeNanos();

    /** When it was received, nanoseconds since the epoch, UTC. */
    long receiveTimeNanos();

    /** Decimal places of the prices. */
    int priceScale();

    /** How far the record may be trusted. */
    Quality quality();

    /** Why quality is not OK; empty when it is. */
    String qualityReason();

    /** Whether the symbol trades. */
    TradingState tradingState();
}
