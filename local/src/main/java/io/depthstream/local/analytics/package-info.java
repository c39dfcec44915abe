/** The analytics of a capture, offline: feed handler, order books and analytics in one process, without Kafka. */
package io.depthstream.local.analytics;
