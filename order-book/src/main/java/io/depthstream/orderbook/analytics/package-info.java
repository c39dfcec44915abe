/**
 * Microstructure mathematics: what a stream job, a notebook and a test compute from quotes and trades. Plain Java on
 * primitives: no framework, no input or output, no clock, and no allocation once an object is built.
 *
 * <p>Sums are whole numbers, 128 bits wide where a day could outgrow 64, so a result does not depend on how long a sum
 * has run or in which order it was made. A {@code double} appears only where the definition is a ratio or a root, made
 * of whole numbers in one stated order of operations, so that a replay repeats it bit for bit.
 *
 * <p>Prices are whole numbers in the venue's scale; <em>fine</em> prices (mid, microprice, VWAP) have two decimal
 * places more ({@link io.depthstream.orderbook.analytics.QuoteMath#FINE}). Stateful objects belong to one thread; their
 * state goes out to a {@link io.depthstream.orderbook.analytics.LongSink} and comes back as it was.
 */
package io.depthstream.orderbook.analytics;
