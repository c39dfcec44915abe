/**
 * The raw topic as the jobs read it: undecoded batches, and whether a shuffle is needed.
 */
package io.depthstream.jobs.source;
