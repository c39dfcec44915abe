package io.depthstream.ingest.packet;

import org.agrona.DirectBuffer;

/**
 * Takes what a {@link PacketSource} reads.
 *
 * <p>Called on the polling thread. The buffer belongs to the source and changes after the call returns: a handler that
 * keeps bytes copies them.
 */
@FunctionalInterface
public interface PacketHandler {

    /**
     * One packet: the payload of one UDP datagram.
     *
     * @param line             index of the line it came by, from 0
     * @param buffer           holds the packet until this call returns
     * @param offset           first byte of the packet
     * @param length           bytes of the packet, 0 to 65,507
     * @param receiveTimeNanos when it was received or captured, nanoseconds since the epoch, UTC
     */
    void onPacket(int line, DirectBuffer buffer, int offset, int length, long receiveTimeNanos);

    /**
     * Bytes of the source that are not a packet: a cut-off file, a broken record header. The source goes on where it
     * can; the default takes no notice, because the source counts them itself.
     *
     * @param line   index of the line, or 0 where the bytes do not tell
     * @param fault  what is wrong
     * @param buffer holds the bytes until this call returns
     * @param offset first of the bytes
     * @param length number of bytes, 0 where there are none to show
     */
    default void onMalformed(
            final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
    }
}
