/** Whole pipelines in this process: feed handler, Kafka, Flink, Redis, and what was measured on them. */
package io.depthstream.benchmarks.pipeline;
