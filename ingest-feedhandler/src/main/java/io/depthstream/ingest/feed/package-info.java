/**
 * The feed handler proper: packets in, one {@code EventBatch} per symbol and flush out.
 *
 * <p>One thread runs it all, in this order: {@code PacketSource} → {@code LineArbiter} → {@code ItchDecoder} →
 * {@link io.depthstream.ingest.feed.ItchNormaliser} → {@link io.depthstream.ingest.feed.SymbolBatches} →
 * {@link io.depthstream.ingest.feed.BatchPublisher}. What cannot be used goes to
 * {@link io.depthstream.ingest.feed.DeadLetters} and the stream goes on.
 */
package io.depthstream.ingest.feed;
