/**
 * The hot path: the newest state of each symbol, from the operator to a store, without ever blocking the job.
 */
package io.depthstream.jobs.hot;
