/** Real components in this process: one Kafka broker, one Flink cluster, one Redis; every server on loopback. */
package io.depthstream.local.stack;
