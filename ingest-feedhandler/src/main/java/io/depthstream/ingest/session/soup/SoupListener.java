package io.depthstream.ingest.session.soup;

import org.agrona.DirectBuffer;

/** Takes what a {@link SoupClient} receives, on its polling thread; buffers are valid until the call returns. */
public interface SoupListener {

    /**
     * The login was accepted.
     *
     * @param session  without padding
     * @param sequence number of the first message to come
     */
    default void onAccepted(final String session, final long sequence) {
    }

    /** The next message of the session. */
    void onMessage(long sequence, DirectBuffer buffer, int offset, int length);

    /** A message without a number. */
    default void onUnsequenced(final DirectBuffer buffer, final int offset, final int length) {
    }

    /**
     * The connection is over; once for each {@link SoupClient#connect}.
     *
     * @param detail what was seen, for a log
     */
    void onEnd(SoupEnd end, String detail);
}
