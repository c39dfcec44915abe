package io.depthstream.benchmarks.packets;

/**
 * CPU time of a packet, in nanoseconds.
 *
 * @param receiver of the thread that receives and decodes it
 * @param sender   of the thread that sends it, on which the kernel's receiving runs as well
 */
record CpuNanos(double receiver, double sender) {
}
