/**
 * The order-book job: {@link io.depthstream.jobs.book.OrderBookJob} builds it, its operator applies batches to books and
 * publishes what follows. Everything published is a function of the events alone.
 */
package io.depthstream.jobs.book;
