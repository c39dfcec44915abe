/**
 * The analytics job: bars, signals, trade costs, rolling features, volume profiles, leaders and alerts, from the order
 * book job's topics, in event time. The mathematics is {@code io.depthstream.orderbook.analytics}; here is when it
 * happens, how it is kept and what is published.
 */
package io.depthstream.jobs.analytics;
