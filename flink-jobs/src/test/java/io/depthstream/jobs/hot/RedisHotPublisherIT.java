package io.depthstream.jobs.hot;

import static io.depthstream.jobs.hot.Conditions.LIMIT;
import static io.depthstream.jobs.hot.Conditions.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class RedisHotPublisherIT {


    @TempDir
    private Path folder;

    private final List<HotPublisher> opened = new ArrayList<>();
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private RedisProcess redis;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        redis = new RedisProcess(folder, server(), RedisProcess.freePort());
    }

    /** The redis-server to run; its path, or its name on the PATH. */
    String server() throws IOException {
        return RedisProcess.embedded();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        opened.forEach(HotPublisher::close);
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void shouldWriteEveryFieldAndPublishOnTheSymbolsChannel() throws Exception {
        subscribe("MARKET_DATA.PRIMARY.*.XNAS.*");
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(new HotBookState(3)
                .begin("XNAS", "000012", "BRK.A", 9_007_199_254_740_993L, 0, Books.DAY + 1, Books.DAY + 2, 4)
                .quality(Quality.CROSSED, "bid 101 above ask 99", TradingState.QUOTING_ONLY)
                .bid(101, 500, 3)
                .ask(99, 200, 1)
                .ask(100, 50, 2));
        assertTrue(publisher.drain(LIMIT));
        final String guard = "0009007199254740993 0000000000 " + (Books.DAY + 1) + " PRIMARY 000012";
        final Map<String, String> hash = sync().hgetall("book:XNAS:BRK.A");
        assertEquals(Set.of("guard", "state"), hash.keySet());
        assertEquals(guard, hash.get("guard"));
        await(() -> messages.size() == 1);
        final String message = messages.remove();
        assertTrue(message.startsWith("MARKET_DATA.PRIMARY.MBP3.XNAS.BRK.A {"), message);
        final JsonNode payload = new ObjectMapper().readTree(message.substring(message.indexOf('{')));
        assertEquals(9_007_199_254_740_993L, payload.get("sequence").longValue());
        assertEquals("CROSSED", payload.get("quality").asText());
        assertEquals(100, payload.get("asks").get(1).get(0).asInt());
        assertEquals(message.substring(message.indexOf('{')), hash.get("state"));
        assertEquals(-1, sync().ttl("book:XNAS:BRK.A"));
    }

    @Test
    void shouldNeverLetAnOlderStateOverwriteANewer() throws Exception {
        final HotPublisher ahead = publisher("PRIMARY", 0);
        ahead.offer(Books.state("AAPL", 10));
        assertTrue(ahead.drain(LIMIT));
        // A late twin, as after a network split: its states are older by sequence, also where text order says otherwise.
        final HotPublisher behind = publisher("PRIMARY", 0);
        behind.offer(Books.state("AAPL", 9));
        assertTrue(behind.drain(LIMIT));
        assertEquals("10", field("book:XNAS:AAPL", "sequence"));
        assertEquals(1, behind.counters().superseded());
        assertEquals(0, behind.counters().published());
        behind.offer(state("000011", 99, 0, Books.DAY));
        assertTrue(behind.drain(LIMIT));
        assertEquals("10", field("book:XNAS:AAPL", "sequence"), "an earlier session must not win by its sequence");
        behind.offer(state("000013", 1, 0, Books.DAY + 86_400_000_000_000L));
        assertTrue(behind.drain(LIMIT));
        assertEquals("1", field("book:XNAS:AAPL", "sequence"), "a later session must win");
        behind.offer(state("000013", 1, 1, Books.DAY + 86_400_000_000_000L));
        assertTrue(behind.drain(LIMIT));
        assertEquals("1", field("book:XNAS:AAPL", "revision"), "a change without an event must get through");
    }

    @Test
    void shouldPublishNothingTwiceWhenTheJobReplays() throws Exception {
        subscribe("MARKET_DATA.PRIMARY.*");
        final HotPublisher first = publisher("PRIMARY", 0);
        for (int sequence = 1; sequence <= 50; sequence++) {
            first.offer(Books.state("AAPL", sequence));
            assertTrue(first.drain(LIMIT));
        }
        first.close();
        final HotPublisher replayed = publisher("PRIMARY", 0);
        for (int sequence = 20; sequence <= 60; sequence++) {
            replayed.offer(Books.state("AAPL", sequence));
            assertTrue(replayed.drain(LIMIT));
        }
        await(() -> messages.size() >= 60);
        assertEquals(60, messages.size());
        assertEquals(31, replayed.counters().superseded());
        assertEquals(10, replayed.counters().published());
    }

    @Test
    void shouldPublishOnceForEachStreamInstance() throws Exception {
        subscribe("MARKET_DATA.*");
        for (final String instance : List.of("PRIMARY", "REPLICA")) {
            final HotPublisher publisher = publisher(instance, 0);
            publisher.offer(Books.state("AAPL", 7));
            assertTrue(publisher.drain(LIMIT));
            assertEquals(1, publisher.counters().published());
        }
        await(() -> messages.size() == 2);
        assertTrue(messages.remove().startsWith("MARKET_DATA.PRIMARY.MBP3.XNAS.AAPL "));
        assertTrue(messages.remove().startsWith("MARKET_DATA.REPLICA.MBP3.XNAS.AAPL "));
    }

    @Test
    void shouldLetTwoInstancesShareTheHashEachPublishingEachStateOnce() throws Exception {
        subscribe("MARKET_DATA.*");
        final HotPublisher primary = publisher("PRIMARY", 0);
        final HotPublisher replica = publisher("REPLICA", 0);
        for (final int sequence : new int[] {5, 6}) {
            primary.offer(Books.state("AAPL", sequence));
            assertTrue(primary.drain(LIMIT));
        }
        for (final int sequence : new int[] {4, 5, 6, 7}) {
            replica.offer(Books.state("AAPL", sequence));
            assertTrue(replica.drain(LIMIT));
            assertEquals(Math.max(6, sequence), Integer.parseInt(field("book:XNAS:AAPL", "sequence")));
        }
        for (final int sequence : new int[] {6, 7, 8}) {
            primary.offer(Books.state("AAPL", sequence));
            assertTrue(primary.drain(LIMIT));
        }
        replica.offer(Books.state("AAPL", 7));
        assertTrue(replica.drain(LIMIT));
        assertEquals("8", field("book:XNAS:AAPL", "sequence"));
        await(() -> messages.size() == 8);
        assertEquals(List.of("PRIMARY 5", "PRIMARY 6", "REPLICA 4", "REPLICA 5", "REPLICA 6", "REPLICA 7", "PRIMARY 7", "PRIMARY 8"),
                messages.stream().map(message -> message.replaceAll(
                        "MARKET_DATA\\.(\\w+)\\..*\"sequence\":(\\d+).*", "$1 $2")).toList());
        assertEquals(1, replica.counters().superseded());
        assertEquals(1, primary.counters().superseded());
    }

    @Test
    void shouldNeverBlockNorGrowWhileRedisIsFrozenAndSendTheNewestAfter() throws Exception {
        final int symbols = 1_000;
        final String[] names = new String[symbols];
        for (int i = 0; i < symbols; i++) {
            names[i] = "SYM" + i;
        }
        final HotPublisher publisher = publisher("PRIMARY", 0);
        final HotBookState reused = new HotBookState(3);
        publisher.offer(Books.fill(reused, names[0], 1));
        assertTrue(publisher.drain(LIMIT));

        redis.freeze();
        final int updates = 1_000_000;
        for (int i = 2; i <= updates + 1; i++) {
            // Comes back although Redis answers nothing: that this loop ends is the assertion.
            publisher.offer(Books.fill(reused, names[i % symbols], i));
        }
        final HotCounters frozen = publisher.counters();
        assertEquals(updates + 1, frozen.offered());
        assertEquals(symbols, frozen.pending());
        // On a busy machine the first answer may come late, and the state again: then Redis refused it the second time.
        assertTrue(frozen.published() + frozen.superseded() >= 1, frozen::toString);
        assertFalse(publisher.drain(Duration.ofMillis(1)));

        redis.thaw();
        assertTrue(publisher.drain(LIMIT), () -> "not drained: " + publisher.counters());
        for (int i = updates - symbols + 2; i <= updates + 1; i++) {
            assertEquals(Integer.toString(i), field("book:XNAS:" + names[i % symbols], "sequence"));
        }
        final HotCounters after = publisher.counters();
        assertTrue(after.conflated() > updates / 2, "almost everything must have been conflated: " + after);
    }

    @Test
    void shouldRaiseTheAlertWhileRedisAnswersNothingAndClearItAfter() throws Exception {
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(Books.state("AAPL", 1));
        assertTrue(publisher.drain(LIMIT));
        assertFalse(publisher.counters().down());
        redis.freeze();
        publisher.offer(Books.state("AAPL", 2));
        await(() -> publisher.counters().down());
        redis.thaw();
        await(() -> !publisher.counters().down());
        assertTrue(publisher.drain(LIMIT));
        redis.kill();
        await(() -> publisher.counters().down());
        redis.start();
        await(() -> !publisher.counters().down());
        await(() -> "2".equals(field("book:XNAS:AAPL", "sequence")));
    }

    @Test
    void shouldLoadTheScriptAgainWhenRedisHasLostIt() throws Exception {
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(Books.state("AAPL", 1));
        assertTrue(publisher.drain(LIMIT));
        sync().scriptFlush();
        publisher.offer(Books.state("AAPL", 2));
        assertTrue(publisher.drain(LIMIT));
        assertEquals("2", field("book:XNAS:AAPL", "sequence"));
        assertEquals(1, publisher.counters().scriptReloads());
        assertEquals(1, publisher.counters().connects());
    }

    @Test
    void shouldCountAKeyThatCannotBeWrittenAndGoOnWithTheOthers() throws Exception {
        sync().set("book:XNAS:AAPL", "somebody else's");
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(Books.state("AAPL", 1));
        publisher.offer(Books.state("MSFT", 2));
        assertTrue(publisher.drain(LIMIT));
        final HotCounters counters = publisher.counters();
        assertEquals(1, counters.rejected());
        assertEquals(1, counters.published());
        assertTrue(counters.lastError().startsWith("book:XNAS:AAPL: ") && counters.lastError().contains("WRONGTYPE"),
                counters.lastError());
        assertEquals("2", field("book:XNAS:MSFT", "sequence"));
    }

    @Test
    void shouldSurfaceAnErrorOfTheWholeScriptAndKeepTheStatesPending() throws Exception {
        sync().configSet("maxmemory", "1");
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(Books.state("AAPL", 1));
        await(() -> publisher.counters().failedBatches() > 1);
        final HotCounters failing = publisher.counters();
        assertTrue(failing.lastError().contains("OOM"), failing.lastError());
        assertEquals(1, failing.pending());
        assertNull(field("book:XNAS:AAPL", "sequence"));
        publisher.offer(Books.state("AAPL", 2));
        sync().configSet("maxmemory", "0");
        assertTrue(publisher.drain(LIMIT));
        assertEquals("2", field("book:XNAS:AAPL", "sequence"));
    }

    @Test
    void shouldSendEverySymbolAfterRedisWasKilledAndCameBackEmpty() throws Exception {
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(Books.state("AAPL", 1));
        publisher.offer(Books.state("MSFT", 2));
        assertTrue(publisher.drain(LIMIT));
        redis.kill();
        publisher.offer(Books.state("AAPL", 3));
        publisher.offer(Books.state("AAPL", 4));
        await(() -> !publisher.counters().connected());
        redis.start();
        await(() -> publisher.counters().connects() == 2 && publisher.counters().pending() == 0
                && sync().exists("book:XNAS:AAPL", "book:XNAS:MSFT") == 2);
        assertEquals("4", field("book:XNAS:AAPL", "sequence"));
        assertEquals("2", field("book:XNAS:MSFT", "sequence"), "an unchanged symbol must come back too");
    }

    @Test
    void shouldOpenOfferAndCloseWithinItsLimitsWhenRedisIsAway() throws Exception {
        redis.kill();
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(Books.state("AAPL", 1));
        await(() -> publisher.counters().lastError().startsWith("connect: "));
        final long before = System.nanoTime();
        publisher.close();
        assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before) < 5_000, "closing must not hang");
        assertEquals(1, publisher.counters().pending());
    }

    @Test
    void shouldSendWhatIsPendingWhenItCloses() throws Exception {
        final HotPublisher publisher = publisher("PRIMARY", 0);
        for (int i = 0; i < 200; i++) {
            publisher.offer(Books.state("SYM" + i, i + 1));
        }
        publisher.close();
        assertEquals(0, publisher.counters().pending());
        assertEquals("200", field("book:XNAS:SYM199", "sequence"));
    }

    @Test
    void shouldKeepEachPublishedStateInATrimmedStreamThatConsumersShare() throws Exception {
        final HotConfig config = config(redis.uri(), "PRIMARY", 600, 100);
        final HotPublisher publisher = open(config);
        for (int sequence = 1; sequence <= 400; sequence++) {
            publisher.offer(Books.state("AAPL", sequence));
            assertTrue(publisher.drain(LIMIT));
        }
        final HotPublisher replayed = open(config);
        replayed.offer(Books.state("AAPL", 399));
        assertTrue(replayed.drain(LIMIT));
        final String stream = "stream:PRIMARY:{book:XNAS:AAPL}";
        final List<StreamMessage<String, String>> kept = sync().xrange(stream, Range.unbounded());
        assertTrue(kept.size() >= 100 && kept.size() < 400, "trimmed to about 100, holds " + kept.size());
        long expected = 400 - kept.size();
        for (final StreamMessage<String, String> entry : kept) {
            assertEquals(++expected, new ObjectMapper().readTree(entry.getBody().get("state")).get("sequence").asLong());
        }
        assertTrue(sync().ttl(stream) > 0, "a stream must end with its symbol");
        sync().xgroupCreate(XReadArgs.StreamOffset.from(stream, "0"), "desk");
        final List<StreamMessage<String, String>> first = sync().xreadgroup(
                Consumer.from("desk", "one"), XReadArgs.Builder.count(50), XReadArgs.StreamOffset.lastConsumed(stream));
        final List<StreamMessage<String, String>> second = sync().xreadgroup(
                Consumer.from("desk", "two"), XReadArgs.Builder.count(50), XReadArgs.StreamOffset.lastConsumed(stream));
        assertEquals(kept.subList(0, 50).stream().map(StreamMessage::getId).toList(),
                first.stream().map(StreamMessage::getId).toList());
        assertEquals(kept.subList(50, 100).stream().map(StreamMessage::getId).toList(),
                second.stream().map(StreamMessage::getId).toList());
    }

    @Test
    void shouldLetKeysExpireWhereConfigured() throws Exception {
        final HotPublisher publisher = publisher("PRIMARY", 600);
        publisher.offer(Books.state("AAPL", 1));
        assertTrue(publisher.drain(LIMIT));
        final long ttl = sync().ttl("book:XNAS:AAPL");
        assertTrue(ttl > 590 && ttl <= 600, "ttl " + ttl);
    }

    private static HotBookState state(final String session, final long sequence, final int revision, final long venueTime) {
        return new HotBookState(3).begin("XNAS", session, "AAPL", sequence, revision, venueTime, venueTime, 4);
    }

    private HotPublisher publisher(final String instance, final int ttlSeconds) {
        return open(config(redis.uri(), instance, ttlSeconds, 0));
    }

    private HotPublisher open(final HotConfig config) {
        final HotPublisher publisher = HotPublisherFactory.of(config).open(opened.size());
        opened.add(publisher);
        return publisher;
    }

    private static HotConfig config(final String uri, final String instance, final int ttlSeconds, final int streamLength) {
        return JobConfig.of(Map.of("hot.kind", "redis", "hot.uri", uri, "hot.instance", instance,
                "hot.ttlSeconds", Integer.toString(ttlSeconds), "hot.streamLength", Integer.toString(streamLength),
                "book.depthLevels", "3", "hot.timeoutMillis", "5000", "hot.alertAfterMillis", "300",
                "hot.closeMillis", "2000")).hot();
    }

    private RedisCommands<String, String> sync() {
        return redis.connection().sync();
    }

    /** A field of a symbol's state, as text; null where there is no state. */
    private String field(final String key, final String name) {
        final String state = sync().hget(key, "state");
        try {
            return state == null ? null : new ObjectMapper().readTree(state).get(name).asText();
        } catch (final JsonProcessingException broken) {
            throw new AssertionError(key + " holds no JSON: " + state, broken);
        }
    }

    private void subscribe(final String pattern) {
        final StatefulRedisPubSubConnection<String, String> subscriber = redis.client().connectPubSub();
        subscriber.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(final String matched, final String channel, final String message) {
                messages.add(channel + " " + message);
            }
        });
        subscriber.sync().psubscribe(pattern);
    }
}
