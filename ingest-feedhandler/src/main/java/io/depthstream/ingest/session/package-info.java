/**
 * The session layer: MoldUDP64 packets, redundant lines merged by sequence
 * ({@link io.depthstream.ingest.session.LineArbiter}), and the re-request of what all lines lost
 * ({@link io.depthstream.ingest.session.RetransmitClient}).
 */
package io.depthstream.ingest.session;
