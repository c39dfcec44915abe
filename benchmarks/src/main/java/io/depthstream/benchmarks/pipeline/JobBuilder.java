package io.depthstream.benchmarks.pipeline;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Adds a job to an environment. */
@FunctionalInterface
interface JobBuilder {
    void build(StreamExecutionEnvironment env) throws Exception;
}
