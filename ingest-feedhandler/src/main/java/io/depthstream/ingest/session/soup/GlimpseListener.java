package io.depthstream.ingest.session.soup;

import org.agrona.DirectBuffer;

/** Takes a GLIMPSE spin, on the polling thread; buffers are valid until the call returns. */
public interface GlimpseListener {

    /** An ITCH message of the spin: directory, state, or an order as it stands. */
    void onSpinMessage(DirectBuffer buffer, int offset, int length);

    /**
     * The spin is whole.
     *
     * @param nextSequence ITCH sequence to go on from, at least 1
     */
    void onSpinEnd(long nextSequence);

    /** The spin broke off; what came of it is worth nothing. */
    void onSpinFailed(String detail);
}
