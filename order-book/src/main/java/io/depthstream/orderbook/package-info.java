/**
 * Exact order books by order and by price level: plain Java on primitive arrays, with no framework, no
 * input or output, and no clock, so that a stream job, a checker and a notebook can all drive it.
 *
 * <p>Everything here belongs to one thread. Prices are whole numbers in the venue's own scale.
 */
package io.depthstream.orderbook;
