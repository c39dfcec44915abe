package io.depthstream.jobs.hot;

import java.nio.charset.StandardCharsets;

/**
 * Where a symbol is in Redis, as bytes ready to be sent.
 *
 * @param key     hash with the newest state
 * @param stream  stream with the states published, in the hash slot of the key whatever the symbol
 * @param series  stream of points, or the start of the keys of its time series; in the same slot too
 * @param channel channel the states are published on
 */
record RedisAddress(byte[] key, byte[] stream, byte[] series, byte[] channel) {

    /** The names of a venue's symbol for a stream instance; levels a side name the schema. */
    static RedisAddress of(final String venue, final String symbol, final String instance, final int levels) {
        final String key = "book:" + venue + ":" + symbol;
        // A key without braces is hashed whole, one with braces by what is between them: so both share a slot.
        return new RedisAddress(
                bytes(key),
                bytes("stream:" + instance + ":{" + key + "}"),
                bytes("series:{" + key + "}"),
                bytes("MARKET_DATA." + instance + ".MBP" + levels + "." + venue + "." + symbol));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
