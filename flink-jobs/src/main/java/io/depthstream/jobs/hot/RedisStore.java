package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.ConfigKey;
import io.depthstream.jobs.config.HotConfig;
import java.util.List;
import java.util.function.Consumer;

/** Redis: one hash and one channel a symbol, on request streams and time series. */
public final class RedisStore implements HotStoreProvider {

    static final String NAME = "redis";

    static final ConfigKey<String> URI = ConfigKey.ofText(
            "hot.uri", "redis://127.0.0.1:6379", "(redis|rediss)(-sentinel|-cluster)?://\\S+",
            "redis://, redis-sentinel:// or redis-cluster:// (rediss… with TLS), hosts and ports, where needed user:password@",
            "Address of Redis.").withCredentials();
    static final ConfigKey<Integer> TTL = ConfigKey.ofInt(
            "hot.ttlSeconds", 0, 0, 31_536_000, "seconds", "Time to live of a symbol's key after its last change; 0 keeps it.");
    static final ConfigKey<Integer> STREAM_LENGTH = ConfigKey.ofInt(
            "hot.streamLength", 0, 0, 10_000_000, "entries",
            "Keep the states published in a Redis stream a symbol, trimmed to about so many; 0: no streams.");
    static final ConfigKey<Integer> SERIES = ConfigKey.ofInt(
            "hot.seriesSeconds", 0, 0, 31_536_000, "seconds",
            "Keep bid and ask of each symbol as time series for so long; 0: no series.");
    static final ConfigKey<String> SERIES_RULES = ConfigKey.ofText(
            "hot.seriesRules", "last:1s:1d,last:1m:30d", SeriesConfig.RULES,
            "up to " + SeriesConfig.MOST_RULES + " of avg, first, last, min, max or twa:bucket:retention, times as 1s, 1m, 1h, 1d",
            "What is kept of a series for longer, where Redis has the TimeSeries module.");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of(URI, TTL, STREAM_LENGTH, SERIES, SERIES_RULES);
    }

    @Override
    public void check(final HotConfig config, final Consumer<String> errors) {
        if (SeriesConfig.rules(config).stream().anyMatch(rule -> rule.bucketMillis() == 0 || rule.retentionMillis() == 0)) {
            errors.accept(SERIES_RULES.name() + ": a length of time is 0; allowed: 1s and more");
        }
    }

    @Override
    public HotLink link(final HotConfig config, final String name) {
        return new RedisLink(config, name);
    }
}
