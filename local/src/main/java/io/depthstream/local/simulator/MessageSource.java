package io.depthstream.local.simulator;

import org.agrona.MutableDirectBuffer;

/** Gives ITCH messages one after the other. One thread. */
@FunctionalInterface
public interface MessageSource {

    /**
     * Writes the next message into the buffer, which has room for {@link MarketSimulator#MAX_MESSAGE_LENGTH} bytes.
     *
     * @return its length, or 0 when there is no more
     */
    int next(MutableDirectBuffer buffer, int offset);
}
