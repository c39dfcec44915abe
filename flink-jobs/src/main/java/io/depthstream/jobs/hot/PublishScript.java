package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code publish-books.lua}: its text, its arguments, its reply.
 *
 * <p>One thread. Allocates the arguments, which the connection keeps until they are on the wire.
 */
final class PublishScript {

    private static final String RESOURCE = "publish-books.lua";
    private static final byte[] NOTHING = {};
    private static final byte[] OF_THE_MODULE = bytes("module");
    private static final byte[] IN_A_STREAM = bytes("stream");

    private final byte[] ttlMillis;
    private final byte[] instance;
    private final byte[] streamLength;
    private final boolean streams;
    private final SeriesConfig series;
    private final byte[] seriesRetention;
    private final byte[] seriesRules;
    private byte[] seriesKind = NOTHING;
    private final BookText text = new BookText();

    /** Calls as the configuration says: time to live, stream instance, streams, series. */
    PublishScript(final HotConfig config) {
        ttlMillis = bytes(Long.toString(config.get(RedisStore.TTL) * 1_000L));
        instance = bytes(config.instance());
        streamLength = bytes(Integer.toString(config.get(RedisStore.STREAM_LENGTH)));
        streams = config.get(RedisStore.STREAM_LENGTH) > 0;
        series = SeriesConfig.of(config);
        seriesRetention = bytes(Long.toString(series.retentionMillis()));
        seriesRules = bytes(series.rules().stream()
                .map(rule -> rule.aggregation() + " " + rule.bucketMillis() + " " + rule.retentionMillis() + ";")
                .collect(Collectors.joining()));
    }

    /** Says whether the server has the TimeSeries module; where it has not, points go to a stream. */
    void timeSeries(final boolean module) {
        if (series.kept()) {
            seriesKind = module ? OF_THE_MODULE : IN_A_STREAM;
        }
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
        args.add(sha).add((1L + (streams ? 1 : 0) + (series.kept() ? 1 : 0)) * (to - from));
        for (int i = from; i < to; i++) {
            final RedisAddress address = batch.address(i, RedisAddress.class);
            args.addKey(address.key());
            if (streams) {
                args.addKey(address.stream());
            }
            if (series.kept()) {
                args.addKey(address.series());
            }
        }
        args.add(ttlMillis).add(instance).add(streamLength)
                .add(seriesKind).add(seriesRetention).add(seriesRules);
        for (int i = from; i < to; i++) {
            args.add(text.guard(states[i], instance)).add(batch.address(i, RedisAddress.class).channel())
                    .add(text.payload(states[i]));
            if (series.kept()) {
                point(args, states[i]);
            }
        }
        return args;
    }

    private static void point(final CommandArgs<byte[], byte[]> args, final HotBookState state) {
        args.add(TimeUnit.NANOSECONDS.toMillis(state.venueTimeNanos()));
        if (state.bidLevels() > 0) {
            args.add(state.bidPrice(0));
        } else {
            args.add(NOTHING);
        }
        if (state.askLevels() > 0) {
            args.add(state.askPrice(0));
        } else {
            args.add(NOTHING);
        }
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
