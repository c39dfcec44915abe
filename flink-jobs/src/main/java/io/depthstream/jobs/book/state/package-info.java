/** What of the order books is durable, in which bytes, and how it gets into and out of Flink's keyed state. */
package io.depthstream.jobs.book.state;
