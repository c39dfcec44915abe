package io.depthstream.jobs.hot;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What {@code publish-books.lua} returns.
 *
 * @param published  symbols published
 * @param superseded symbols of which the store had the same or a newer state
 * @param rejected   symbols whose key couldn't be written
 * @param firstError key and error of the first rejected, or empty
 */
record ScriptReply(long published, long superseded, long rejected, String firstError) {

    /**
     * Reads a reply to a batch.
     *
     * @throws IllegalStateException if it has another shape, or its numbers don't add up to the batch's symbols
     */
    static ScriptReply of(final List<Object> reply, final int symbols) {
        if (reply.size() == 4
                && reply.get(0) instanceof Long published
                && reply.get(1) instanceof Long superseded
                && reply.get(2) instanceof Long rejected
                && reply.get(3) instanceof byte[] error
                && published + superseded + rejected == symbols) {
            return new ScriptReply(published, superseded, rejected, new String(error, StandardCharsets.UTF_8));
        }
        throw new IllegalStateException("script reply " + reply + " to a batch of " + symbols
                + " symbols; expected {published, superseded, rejected, error} adding up to it");
    }
}
