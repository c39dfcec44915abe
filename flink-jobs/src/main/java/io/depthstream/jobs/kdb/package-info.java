/**
 * The job that feeds kdb+: derived topics in, columnar {@code .u.upd} messages out.
 *
 * <p>{@link io.depthstream.jobs.kdb.DerivedRecords} knows the topics, {@link io.depthstream.jobs.kdb.KdbTable} the tables of
 * {@code kdb/q/schema.q}, {@link io.depthstream.jobs.kdb.KdbStore} the protocol.
 */
package io.depthstream.jobs.kdb;
