package io.depthstream.ingest.feed;

/**
 * Who publishes what: the words that stand in every record a handler writes. Immutable.
 *
 * @param venue      ISO 10383 code of the venue
 * @param publisher  name of this handler
 * @param tradingDay the day its stamps belong to
 */
public record FeedIdentity(String venue, String publisher, TradingDay tradingDay) {
}
