package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.session.RetransmitConfig;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchReader;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** Limits of the feed handler that have a name, reached and passed by one. Others are in the tests of what they limit. */
class FeedLimitsTest {
    private static final String LINE = "127.0.0.1:0";

    private final SymbolDirectory directory = new SymbolDirectory(Topics.MARKET_WIDE_SYMBOL);
    private final FeedHandlerCounters counters = new FeedHandlerCounters();
    private final List<byte[]> sent = new ArrayList<>();

    @Test
    void shouldKeepTheTextsOfCodesUpToALimitAndMakeTheNextEachTime() {
        final CodeTexts texts = new CodeTexts();
        final String first = texts.four(code(0));
        for (int i = 1; i < CodeTexts.MAX_KEPT; i++) {
            texts.four(code(i));
        }
        final String last = texts.four(code(CodeTexts.MAX_KEPT - 1));
        assertSame(first, texts.four(code(0)));
        assertSame(last, texts.four(code(CodeTexts.MAX_KEPT - 1)), "the last that is kept");
        final String beyond = texts.four(code(CodeTexts.MAX_KEPT));
        assertEquals(beyond, texts.four(code(CodeTexts.MAX_KEPT)));
        assertNotSame(beyond, texts.four(code(CodeTexts.MAX_KEPT)));
        assertEquals("4096", beyond);
    }

    @Test
    void shouldCutASnapshotIntoBatchesOfHalfOfWhatABrokerTakes() {
        final SymbolBatches batches = new SymbolBatches(
            directory, FeedFixture.wide(), (id, value) -> sent.add(value), counters, "XNAS", "test-feed");
        batches.session(FeedFixture.SESSION);
        final int symbol = directory.register(13, "AAPL");
        final int orders = 60_000;
        batches.beginSnapshot(symbol);
        for (int order = 1; order <= orders; order++) {
            batches.append(symbol, EventKind.SNAPSHOT_ORDER, 7, 1_000, 2_000, Side.BID, order, 0, 1_000_000, 100, 0, 0);
        }
        batches.endSnapshot();

        assertTrue(sent.size() >= 2, () -> "batches: " + sent.size());
        final int head = 256;
        for (int i = 0; i < sent.size(); i++) {
            final int bytes = sent.get(i).length;
            assertTrue(bytes < SymbolBatches.SNAPSHOT_BYTES + head, () -> "bytes: " + bytes);
            assertTrue(i == sent.size() - 1 || bytes >= SymbolBatches.SNAPSHOT_BYTES, () -> "cut too early, at " + bytes);
        }
        assertEquals(orders, sent.stream().mapToInt(value -> new EventBatchReader().wrap(value).eventCount()).sum());
    }

    @Test
    void shouldHaveRoomInARequestForTheLargestBatchThatCanBeConfigured() {
        final FeedHandlerConfig widest = config(Map.of("batch.max-events-per-symbol", "65536",
            "batch.max-bytes-per-symbol", "524288", "batch.max-pending-events", "1048576"));
        assertThrows(ConfigException.class, () -> config(Map.of("batch.max-bytes-per-symbol", "524289")));
        final SymbolBatches batches = new SymbolBatches(
            directory, BatchLimits.of(widest), (id, value) -> sent.add(value), counters, "XNAS", "test-feed");
        batches.session(FeedFixture.SESSION);
        final int symbol = directory.register(13, "AAPL");
        final long[] values = new long[6];
        for (int i = 0; i < values.length; i++) {
            values[i] = Long.MAX_VALUE - i;
        }
        for (long sequence = 1; sent.isEmpty(); sequence++) {
            batches.append(symbol, EventKind.DIRECTORY, sequence, Long.MAX_VALUE, Long.MAX_VALUE, Side.BID, Long.MAX_VALUE,
                Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, "ABCDEFGH", values, 6);
        }
        assertTrue(sent.get(0).length >= 524_288, "the limit was reached");
        final int most = (int) KafkaClients.producerProperties(widest).get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        assertEquals(KafkaClients.MAX_REQUEST_BYTES, most);
        assertTrue(sent.get(0).length < most / 2 + 1_024, () -> "bytes: " + sent.get(0).length);
    }

    @Test
    void shouldWaitTwiceAsLongAfterEachSpinThatFailedAndNeverLongerThanFiveSeconds() {
        assertEquals(TimeUnit.MILLISECONDS.toNanos(100), SnapshotJoin.retryNanos(1));
        assertEquals(TimeUnit.MILLISECONDS.toNanos(3_200), SnapshotJoin.retryNanos(6));
        assertEquals(SnapshotJoin.MOST_RETRY_NANOS, SnapshotJoin.retryNanos(7));
        assertEquals(SnapshotJoin.MOST_RETRY_NANOS, SnapshotJoin.retryNanos(Integer.MAX_VALUE));
    }

    @Test
    void shouldWaitForAnAnswerTwentyTimesTheFirstTimeoutAtMost() {
        final RetransmitConfig asking = Recovery.asking(config(Map.of("recovery.request-timeout-micros", "3000")),
            HostPort.list("127.0.0.1:9"), 1);
        assertEquals(TimeUnit.MICROSECONDS.toNanos(3_000), asking.firstTimeoutNanos());
        assertEquals(TimeUnit.MICROSECONDS.toNanos(60_000), asking.maxTimeoutNanos());
        assertEquals(20, Recovery.MOST_BACK_OFF);
    }

    @Test
    void shouldCountARecoveryOfMoreThanTwoMinutesAsOneOfTwoMinutes() {
        counters.onRecovered(TimeUnit.MICROSECONDS.toNanos(FeedHandlerCounters.MAX_RECOVERY_MICROS) + TimeUnit.HOURS.toNanos(1));
        counters.onRecovered(Long.MAX_VALUE);
        assertEquals(2, counters.recoveries());
        assertEquals(120_000_000, FeedHandlerCounters.MAX_RECOVERY_MICROS);
        assertEquals(120_000_000, counters.recoveryMicros(50), 1_200_000, "two digits are kept");
    }

    @Test
    void shouldTakeEightConfiguredLinesAndNoMore() {
        assertEquals(ConfiguredSource.MAX_LINES, ConfiguredSource.lineAddresses(list(ConfiguredSource.MAX_LINES)).size());
        assertEquals("9 lines: expected at most 8", assertThrows(IllegalArgumentException.class,
            () -> ConfiguredSource.lineAddresses(list(ConfiguredSource.MAX_LINES + 1))).getMessage());
    }

    @Test
    void shouldTakeEightServersAndNoMore() {
        assertEquals(HostPort.MOST, HostPort.list(list(HostPort.MOST).replace(":0", ":9")).size());
        assertEquals("9 servers: expected at most 8", assertThrows(IllegalArgumentException.class,
            () -> HostPort.list(list(HostPort.MOST + 1).replace(":0", ":9"))).getMessage());
    }

    @Test
    void shouldRememberLateMessagesUpToALimitAndProveNothingBeyondIt() {
        final SymbolBatches batches = new SymbolBatches(
            directory, FeedFixture.wide(), (id, value) -> sent.add(value), counters, "XNAS", "test-feed");
        batches.session(FeedFixture.SESSION);
        directory.register(13, "AAPL");
        directory.register(14, "MSFT");
        final LateProof proof = new LateProof(directory, batches, (id, value) -> sent.add(value), counters,
            FeedFixture.IDENTITY);
        final UnsafeBuffer message = new UnsafeBuffer(new byte[19]);
        message.putShort(1, (short) 13, ByteOrder.BIG_ENDIAN);
        for (long sequence = 1; sequence <= LateProof.MOST_LATE; sequence++) {
            proof.onLate(FeedFixture.SESSION, sequence, message, 0, message.capacity());
        }
        assertEquals(LateProof.MOST_LATE, counters.lateMessages());
        proof.onLate(FeedFixture.SESSION, 1L + LateProof.MOST_LATE, message, 0, message.capacity());
        assertEquals(LateProof.MOST_LATE, counters.lateMessages(), "one more is not remembered");
    }

    private static FeedHandlerConfig config(final Map<String, String> limits) {
        final Map<String, String> settings = new HashMap<>(limits);
        settings.put("kafka.bootstrap", "127.0.0.1:9092");
        return FeedHandlerConfig.of(settings);
    }

    private static int code(final int number) {
        final String digits = "%04d".formatted(number);
        return digits.charAt(0) << 24 | digits.charAt(1) << 16 | digits.charAt(2) << 8 | digits.charAt(3);
    }

    private static String list(final int count) {
        return String.join(",", Collections.nCopies(count, LINE));
    }
}
