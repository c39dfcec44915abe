package io.depthstream.jobs.hot;

import static io.depthstream.jobs.hot.Conditions.LIMIT;
import static io.depthstream.jobs.hot.Conditions.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(240)
class NatsHotPublisherIT {

    @TempDir
    private Path folder;

    private NatsProcess nats;
    private HotPublisher publisher;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(NatsProcess.installed(), "no nats-server on the PATH: apt-get install nats-server");
        nats = new NatsProcess(folder);
        publisher = HotPublisherFactory.of(JobConfig.of(Map.of("hot.natsUri", nats.uri(), "book.depthLevels", "3",
                "hot.alertAfterMillis", "300", "hot.closeMillis", "2000")).hot()).open(0);
    }

    @AfterEach
    void stop() throws Exception {
        if (nats != null) {
            publisher.close();
            nats.close();
        }
    }

    @Test
    void shouldPublishEachStateOnTheSymbolsSubjectAndTheStatusOnlyWhenItChanges() throws Exception {
        try (Connection desk = Nats.connect(nats.uri())) {
            final Subscription books = desk.subscribe("XNAS.*.orderbook");
            final Subscription statuses = desk.subscribe("XNAS.*.status");
            desk.flush(LIMIT);
            for (int sequence = 1; sequence <= 3; sequence++) {
                publisher.offer(Books.state("BRK.A", sequence));
                assertTrue(publisher.drain(LIMIT), () -> publisher.counters().toString());
            }
            publisher.offer(Books.state("BRK.A", 4).quality(Quality.STALE, "gap 5-9", TradingState.HALTED));
            assertTrue(publisher.drain(LIMIT));
            for (int sequence = 1; sequence <= 4; sequence++) {
                final Message message = books.nextMessage(LIMIT);
                assertEquals("XNAS.BRK_2EA.orderbook", message.getSubject());
                final JsonNode book = json(message);
                assertEquals(sequence, book.get("sequence").asLong());
                assertEquals(sequence * 10L, book.get("bids").get(0).get(0).asLong());
            }
            final JsonNode first = json(statuses.nextMessage(LIMIT));
            final JsonNode second = json(statuses.nextMessage(LIMIT));
            assertEquals("1 TRADING OK", first.get("sequence") + " " + first.get("tradingState").asText() + " " + first.get("quality").asText());
            assertEquals("4 HALTED STALE", second.get("sequence") + " " + second.get("tradingState").asText() + " " + second.get("quality").asText());
            assertTrue(second.path("bids").isMissingNode());
            assertEquals(4, publisher.counters().published());
            publisher.offer(Books.state("BRK.A", 5).quality(Quality.STALE, "gap 5-9", TradingState.HALTED).marketState("reg-sho=1"));
            assertTrue(publisher.drain(LIMIT));
            assertEquals("reg-sho=1", json(statuses.nextMessage(LIMIT)).get("marketState").asText());
        }
    }

    @Test
    void shouldPublishEachTradeOnceAndLeaveAHoleInTheNumbersWhereMoreCameThanAreKept() throws Exception {
        try (Connection desk = Nats.connect(nats.uri())) {
            final Subscription trades = desk.subscribe("XNAS.*.trade");
            desk.flush(LIMIT);
            final HotTrades newest = new HotTrades();
            offerTraded(newest, 1, 3);
            offerTraded(newest, 4, 4);
            publisher.offer(Books.state("AAPL", 5).trades(newest));
            assertTrue(publisher.drain(LIMIT));
            offerTraded(newest, 6, 5 + HotTrades.KEPT + 2);
            for (long number = 1; number <= 4; number++) {
                final Message message = trades.nextMessage(LIMIT);
                assertEquals("XNAS.AAPL.trade", message.getSubject());
                assertEquals("{\"venue\":\"XNAS\",\"symbol\":\"AAPL\",\"session\":\"000012\",\"number\":" + number + ",\"sequence\":"
                        + number + ",\"venueTimeNanos\":" + (Books.DAY + number) + ",\"priceScale\":4,\"kind\":\"EXECUTION\","
                        + "\"aggressor\":\"ASK\",\"price\":" + number * 10 + ",\"shares\":" + number * 100 + ",\"matchNumber\":"
                        + (number + 7_000) + "}", new String(message.getData(), StandardCharsets.UTF_8));
            }
            for (long number = 4 + 3; number <= 4 + HotTrades.KEPT + 2; number++) {
                assertEquals(number, json(trades.nextMessage(LIMIT)).get("number").asLong(), "two were overwritten");
            }
            assertNull(trades.nextMessage(Duration.ofMillis(200)));
        }
    }

    private void offerTraded(final HotTrades newest, final long from, final long to) throws InterruptedException {
        for (long sequence = from; sequence <= to; sequence++) {
            newest.add(TradeKind.EXECUTION, Side.ASK, sequence, Books.DAY + sequence, sequence * 10, sequence * 100, sequence + 7_000);
        }
        publisher.offer(Books.state("AAPL", to).trades(newest));
        assertTrue(publisher.drain(LIMIT), () -> publisher.counters().toString());
    }

    @Test
    void shouldSendTheNewestOfEachSymbolAfterTheServerWasKilled() throws Exception {
        publisher.offer(Books.state("AAPL", 1));
        publisher.offer(Books.state("MSFT", 2));
        assertTrue(publisher.drain(LIMIT));
        nats.kill();
        await(() -> !publisher.counters().connected());
        for (int sequence = 3; sequence <= 100_000; sequence++) {
            publisher.offer(Books.state("AAPL", sequence));
        }
        assertEquals(1, publisher.counters().pending(), "one state a symbol is all that may wait");
        await(() -> publisher.counters().down());
        nats.start();
        await(() -> publisher.counters().connects() == 2 && publisher.counters().pending() == 0);
        final HotCounters after = publisher.counters();
        assertTrue(after.conflated() > 90_000, after.toString());
        await(() -> !publisher.counters().down());
    }

    @Test
    void shouldTellASubscriberThatConnectsAgainTheStatusAnew() throws Exception {
        publisher.offer(Books.state("AAPL", 1));
        assertTrue(publisher.drain(LIMIT));
        nats.kill();
        await(() -> !publisher.counters().connected());
        nats.start();
        try (Connection desk = Nats.connect(nats.uri())) {
            final Subscription statuses = desk.subscribe("XNAS.AAPL.status");
            desk.flush(LIMIT);
            publisher.offer(Books.state("AAPL", 2).quality(Quality.OK, "", TradingState.HALTED));
            JsonNode told = json(statuses.nextMessage(LIMIT));
            while (told.get("sequence").asLong() < 2) {
                told = json(statuses.nextMessage(LIMIT));
            }
            assertEquals("HALTED", told.get("tradingState").asText());
            await(() -> publisher.counters().connects() == 2);
        }
    }

    private static JsonNode json(final Message message) throws Exception {
        return new ObjectMapper().readTree(new String(message.getData(), StandardCharsets.UTF_8));
    }
}
