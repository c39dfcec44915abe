/**
 * The design to compare with: order books as a good Flink developer would write them from the documentation. One venue
 * message a Kafka record, Avro specific records, every order and price level an entry of a map state in RocksDB,
 * snapshots by event-time timer, exactly-once sink.
 */
package io.depthstream.benchmarks.comparison;
