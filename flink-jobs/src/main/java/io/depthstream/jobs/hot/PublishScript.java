package io.depthstream.jobs.hot;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code publish-books.lua}: its text, its arguments, its reply.
 *
 * <p>One thread. Allocates the arguments, which the connection keeps until they are on the wire.
 */
final class PublishScript {

    private static final String RESOURCE = "publish-books.lua";

    private final byte[] ttlMillis;
    private final byte[] instance;
    private final byte[] streamLength;
    private final boolean streams;
    private final BookText text = new BookText();

    /**
     * Calls with these settings.
     *
     * @param ttlSeconds   time to live of a key; 0 keeps it
     * @param instance     stream instance whose publishing is remembered
     * @param streamLength entries a symbol's stream is trimmed to; 0 for no streams
     */
    PublishScript(final int ttlSeconds, final String instance, final int streamLength) {
        ttlMillis = bytes(Long.toString(ttlSeconds * 1_000L));
        this.instance = bytes(instance);
        this.streamLength = bytes(Integer.toString(streamLength));
        streams = streamLength > 0;
    }

    /** The script's text. */
    static byte[] source() {
        try (InputStream in = PublishScript.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is not beside " + PublishScript.class.getName()
                        + ": the jar was built without it");
            }
            return in.readAllBytes();
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The arguments of an {@code EVALSHA} for the symbols {@code from} to {@code to} (exclusive) of a batch. */
    CommandArgs<byte[], byte[]> arguments(
            final String sha, final HotBatch batch, final HotBookState[] states, final int from, final int to) {
        final CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        args.add(sha).add(streams ? 2L * (to - from) : to - from);
        for (int i = from; i < to; i++) {
            final RedisAddress address = batch.slot(i).address(RedisAddress.class);
            args.addKey(address.key());
            if (streams) {
                args.addKey(address.stream());
            }
        }
        args.add(ttlMillis).add(instance).add(streamLength);
        for (int i = from; i < to; i++) {
            args.add(text.guard(states[i], instance)).add(batch.slot(i).address(RedisAddress.class).channel())
                    .add(text.payload(states[i]));
        }
        return args;
    }

    /**
     * Reads a reply to a call.
     *
     * @throws IllegalStateException if it has another shape, or its numbers don't add up to the call's symbols
     */
    static BatchReply reply(final List<Object> reply, final int symbols) {
        if (reply.size() == 4
                && reply.get(0) instanceof Long published
                && reply.get(1) instanceof Long superseded
                && reply.get(2) instanceof Long rejected
                && reply.get(3) instanceof byte[] error
                && published + superseded + rejected == symbols) {
            return new BatchReply(published, superseded, rejected, new String(error, StandardCharsets.UTF_8));
        }
        throw new IllegalStateException("script reply " + reply + " to a call for " + symbols
                + " symbols; expected {published, superseded, rejected, error} adding up to it");
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
