/**
 * Packet sources by raw system calls ({@link java.lang.foreign}), without a native library: AF_XDP sockets, whose rings
 * the kernel and this process share, and {@code recvmmsg}. The feed handler finds them by
 * {@link java.util.ServiceLoader}; nothing else of this package is meant to be called.
 */
package io.depthstream.ingest.afxdp;
