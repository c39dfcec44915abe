/**
 * The topics the jobs write: encoded records of every topic through one Kafka sink.
 */
package io.depthstream.jobs.sink;
