package io.depthstream.jobs.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.config.HotKind;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class RedisHotPublisherIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<HotPublisher> opened = new ArrayList<>();
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private RedisProcess redis;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        redis = new RedisProcess(folder);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        opened.forEach(HotPublisher::close);
        redis.close();
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
        assertEquals(
                Map.ofEntries(
                        Map.entry("session", "000012"), Map.entry("sequence", "9007199254740993"),
                        Map.entry("revision", "0"), Map.entry("venueTimeNanos", Long.toString(Books.DAY + 1)),
                        Map.entry("receiveTimeNanos", Long.toString(Books.DAY + 2)), Map.entry("priceScale", "4"),
                        Map.entry("quality", "CROSSED"), Map.entry("qualityReason", "bid 101 above ask 99"),
                        Map.entry("tradingState", "QUOTING_ONLY"),
                        Map.entry("bidPrice", "101"), Map.entry("bidShares", "500"), Map.entry("bidOrders", "3"),
                        Map.entry("askPrice", "99"), Map.entry("askShares", "200"), Map.entry("askOrders", "1"),
                        Map.entry("bids", "[[101,500,3]]"), Map.entry("asks", "[[99,200,1],[100,50,2]]"),
                        Map.entry("published:PRIMARY", "9007199254740993 0 " + (Books.DAY + 1) + " 000012")),
                sync().hgetall("book:XNAS:BRK.A"));
        await(() -> messages.size() == 1);
        final String message = messages.remove();
        assertTrue(message.startsWith("MARKET_DATA.PRIMARY.MBP3.XNAS.BRK.A {"), message);
        final JsonNode payload = new ObjectMapper().readTree(message.substring(message.indexOf('{')));
        assertEquals(9_007_199_254_740_993L, payload.get("sequence").longValue());
        assertEquals("CROSSED", payload.get("quality").asText());
        assertEquals(100, payload.get("asks").get(1).get(0).asInt());
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
        assertEquals("10", sync().hget("book:XNAS:AAPL", "sequence"));
        assertEquals(1, behind.counters().superseded());
        assertEquals(0, behind.counters().published());
        behind.offer(state("000011", 99, 0, Books.DAY));
        assertTrue(behind.drain(LIMIT));
        assertEquals("10", sync().hget("book:XNAS:AAPL", "sequence"), "an earlier session must not win by its sequence");
        behind.offer(state("000013", 1, 0, Books.DAY + 86_400_000_000_000L));
        assertTrue(behind.drain(LIMIT));
        assertEquals("1", sync().hget("book:XNAS:AAPL", "sequence"), "a later session must win");
        behind.offer(state("000013", 1, 1, Books.DAY + 86_400_000_000_000L));
        assertTrue(behind.drain(LIMIT));
        assertEquals("1", sync().hget("book:XNAS:AAPL", "revision"), "a change without an event must get through");
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
        assertEquals(1, frozen.published());
        assertFalse(publisher.drain(Duration.ofMillis(1)));

        redis.thaw();
        assertTrue(publisher.drain(LIMIT), () -> "not drained: " + publisher.counters());
        for (int i = updates - symbols + 2; i <= updates + 1; i++) {
            assertEquals(Integer.toString(i), sync().hget("book:XNAS:" + names[i % symbols], "sequence"));
        }
        final HotCounters after = publisher.counters();
        assertTrue(after.conflated() > updates / 2, "almost everything must have been conflated: " + after);
    }

    @Test
    void shouldLoadTheScriptAgainWhenRedisHasLostIt() throws Exception {
        final HotPublisher publisher = publisher("PRIMARY", 0);
        publisher.offer(Books.state("AAPL", 1));
        assertTrue(publisher.drain(LIMIT));
        sync().scriptFlush();
        publisher.offer(Books.state("AAPL", 2));
        assertTrue(publisher.drain(LIMIT));
        assertEquals("2", sync().hget("book:XNAS:AAPL", "sequence"));
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
        assertEquals("2", sync().hget("book:XNAS:MSFT", "sequence"));
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
        assertNull(sync().hget("book:XNAS:AAPL", "sequence"));
        publisher.offer(Books.state("AAPL", 2));
        sync().configSet("maxmemory", "0");
        assertTrue(publisher.drain(LIMIT));
        assertEquals("2", sync().hget("book:XNAS:AAPL", "sequence"));
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
        assertEquals("4", sync().hget("book:XNAS:AAPL", "sequence"));
        assertEquals("2", sync().hget("book:XNAS:MSFT", "sequence"), "an unchanged symbol must come back too");
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
        assertEquals("200", sync().hget("book:XNAS:SYM199", "sequence"));
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
        final HotConfig config =
                new HotConfig(HotKind.REDIS, redis.uri(), instance, ttlSeconds, 3, 64, 4, 200, 500, 16_384, 2_000);
        final HotPublisher publisher = HotPublisherFactory.of(config).open(opened.size());
        opened.add(publisher);
        return publisher;
    }

    private RedisCommands<String, String> sync() {
        return redis.connection().sync();
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

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the condition did not come true within " + LIMIT);
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
