/**
 * What every cold store (kdb+, ClickHouse) needs of a Flink sink: batches by size and time, bounded memory, a sender that
 * connects again with back-off, confirmation before a checkpoint, and dead letters for what a store does not take. A
 * store plugs in by {@link io.depthstream.jobs.cold.ColdStore}.
 */
package io.depthstream.jobs.cold;
