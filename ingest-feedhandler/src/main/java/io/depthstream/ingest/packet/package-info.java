/**
 * Where packets come from: sockets ({@link io.depthstream.ingest.packet.NioPacketSource}), captures and message files
 * ({@link io.depthstream.ingest.packet.PacketSources}), replayed at any speed
 * ({@link io.depthstream.ingest.packet.ReplayPacer}). All are one
 * {@link io.depthstream.ingest.packet.PacketSource} to what follows.
 */
package io.depthstream.ingest.packet;
