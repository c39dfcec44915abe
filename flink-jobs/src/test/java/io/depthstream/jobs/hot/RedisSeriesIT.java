package io.depthstream.jobs.hot;

import static io.depthstream.jobs.hot.Conditions.LIMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.JobConfig;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bid and ask as time series: by the module's commands where the server knows them, in a stream where it does not. */
@Timeout(240)
class RedisSeriesIT {

    private static final String BASE = "series:{book:XNAS:BRK.A}";
    private static final long MILLI = 1_000_000L;
    private static final long DAY_MILLIS = Books.DAY / MILLI;

    @TempDir
    private Path folder;

    @Test
    void shouldKeepPointsInAStreamTrimmedByTimeWhereThereIsNoModule() throws Exception {
        try (RedisProcess redis = new RedisProcess(folder); HotPublisher publisher = publisher(redis, "600")) {
            for (int second = 0; second < 2_000; second++) {
                offer(publisher, state(second + 1, second * 1_000L));
            }
            offer(publisher, state(1_990, 5_000));
            offer(publisher, state(2_001, 1_999_000).bid(7, 1, 1));
            offer(publisher, state(2_002, 1_000));
            final RedisCommands<String, String> sync = redis.connection().sync();
            final List<StreamMessage<String, String>> points = sync.xrange(BASE, Range.unbounded());
            assertEquals((DAY_MILLIS + 1_999_000) + "-1", points.get(points.size() - 1).getId(), "one point a state, in order");
            assertEquals(Map.of("bid", "7", "ask", ""), points.get(points.size() - 1).getBody());
            assertEquals(Map.of("bid", "", "ask", ""), points.get(points.size() - 2).getBody());
            // Trimmed by whole nodes of 100 entries.
            assertTrue(points.size() >= 600 && points.size() <= 800, "kept " + points.size() + " points of 600 seconds");
            assertTrue(publisher.counters().lastError().contains("smaller than"), publisher.counters().lastError());
            assertEquals(2_002, publisher.counters().published());
        }
    }

    @Test
    void shouldSayToTheModuleWhatToKeepAndForHowLong() throws Exception {
        // A server without the module, whose commands are given the names of the module's: what it is told stays in lists.
        try (RedisProcess redis = new RedisProcess(folder, RedisProcess.embedded(), RedisProcess.freePort(),
                        "--rename-command", "RPUSH", "TS.CREATE", "--rename-command", "RPUSHX", "TS.CREATERULE",
                        "--rename-command", "LPUSHX", "TS.ADD");
                HotPublisher publisher = publisher(redis, "600")) {
            offer(publisher, state(1, 5).bid(99, 1, 1).ask(101, 1, 1));
            offer(publisher, state(2, 6).ask(102, 1, 1));
            assertEquals("", publisher.counters().lastError());
            final RedisCommands<String, String> sync = redis.connection().sync();
            final String labels = "LABELS venue XNAS symbol BRK.A side ";
            final String rules = " " + BASE + ":SIDE:last:1000 AGGREGATION last 1000 " + BASE + ":SIDE:avg:60000 AGGREGATION avg 60000";
            assertEquals(added(5, 99) + "RETENTION 600000 DUPLICATE_POLICY LAST " + labels + "bid" + rules.replace("SIDE", "bid"),
                    told(sync, BASE + ":bid"));
            assertEquals(added(6, 102) + added(5, 101) + "RETENTION 600000 DUPLICATE_POLICY LAST " + labels + "ask"
                    + rules.replace("SIDE", "ask"), told(sync, BASE + ":ask"));
            assertEquals("RETENTION 86400000 " + labels + "ask", told(sync, BASE + ":ask:last:1000"));
            assertEquals("RETENTION 2592000000 " + labels + "bid", told(sync, BASE + ":bid:avg:60000"));
        }
    }

    /** TS.ADD's arguments, in the order in which pushing one after the other to the front leaves them. */
    private static String added(final long millis, final long price) {
        return "LAST ON_DUPLICATE " + price + " " + (DAY_MILLIS + millis) + " ";
    }

    private static String told(final RedisCommands<String, String> sync, final String key) {
        return String.join(" ", sync.lrange(key, 0, -1));
    }

    private static HotBookState state(final long sequence, final long millis) {
        final long time = Books.DAY + millis * MILLI;
        return new HotBookState(3).begin("XNAS", Books.SESSION, "BRK.A", sequence, 0, time, time, 4);
    }

    private static HotPublisher publisher(final RedisProcess redis, final String seconds) {
        return HotPublisherFactory.of(JobConfig.of(Map.of("hot.kind", "redis", "hot.uri", redis.uri(), "hot.seriesSeconds", seconds,
                "hot.seriesRules", "last:1s:1d,avg:1m:30d")).hot()).open(0);
    }

    private static void offer(final HotPublisher publisher, final HotBookState state) throws InterruptedException {
        publisher.offer(state);
        assertTrue(publisher.drain(LIMIT), () -> publisher.counters().toString());
    }
}
