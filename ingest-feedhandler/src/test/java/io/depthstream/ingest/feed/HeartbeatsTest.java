package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.session.ArbiterConfig;
import io.depthstream.ingest.session.GapRecovery;
import io.depthstream.ingest.session.LineArbiter;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.codec.EventBatchReader;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Two lines by a clock of the test's own: a heartbeat each second, silence after three. */
class HeartbeatsTest {
    private final FeedFixture fixture = new FeedFixture(FeedFixture.wide());
    private final MoldPackets packets = new MoldPackets(FeedFixture.SESSION);
    private final LineArbiter arbiter = new LineArbiter(ArbiterConfig.ofLines(2), () -> 0, GapRecovery.NONE,
        fixture.merged());
    private long now = 5_000_000_000L;
    private final Heartbeats heartbeats;

    HeartbeatsTest() {
        fixture.counters.lines(arbiter, 2);
        heartbeats = new Heartbeats(FeedHandlerConfig.of(Map.of()), FeedFixture.IDENTITY, fixture.sender, fixture.counters,
            () -> now, FeedFixture.PARTITIONS, 2);
    }

    @Test
    void shouldSayNothingBeforeItHasHeardAnything() {
        pass(10_000);
        assertEquals(0, fixture.counters.heartbeatsPublished());
        assertFalse(fixture.counters.feedSilent(), "who has never spoken has not fallen silent");
    }

    @Test
    void shouldSayOnceASecondThatItHearsItsLines() {
        hear(0);
        pass(1_000);
        assertEquals(1, fixture.counters.heartbeatsPublished());
        pass(500);
        assertEquals(1, fixture.counters.heartbeatsPublished());
        pass(500);
        assertEquals(2, fixture.counters.heartbeatsPublished());
    }

    @Test
    void shouldSayNothingOnceItsLinesAreSilentUntilOneSpeaks() {
        hear(0);
        hear(1);
        pass(1_000);
        hear(1);
        pass(1_000);
        pass(2_000);
        assertTrue(fixture.counters.lineSilent(0));
        assertFalse(fixture.counters.lineSilent(1));
        final long before = fixture.counters.heartbeatsPublished();
        pass(1_000);
        assertTrue(fixture.counters.lineSilent(1));
        assertTrue(fixture.counters.feedSilent());
        pass(1_000);
        assertEquals(before, fixture.counters.heartbeatsPublished());
        hear(0);
        pass(1_000);
        assertFalse(fixture.counters.feedSilent());
        assertFalse(fixture.counters.lineSilent(0));
        assertEquals(before + 1, fixture.counters.heartbeatsPublished());
    }

    @Test
    void shouldGoOnAfterTheEndOfTheSessionWhenSilenceIsAsItShouldBe() {
        hear(0);
        final byte[] end = packets.endOfSession(1);
        arbiter.onPacket(0, new UnsafeBuffer(end), 0, end.length, 0);
        pass(60_000);
        assertFalse(fixture.counters.feedSilent());
        assertFalse(fixture.counters.lineSilent(0));
        pass(1_000);
        assertTrue(fixture.counters.heartbeatsPublished() >= 2);
    }

    @Test
    void shouldReachEverySubtaskHoweverManyThereAre() {
        hear(0);
        pass(1_000);
        for (int parallelism = 1; parallelism <= Heartbeats.MOST_SUBTASKS; parallelism++) {
            final BitSet reached = new BitSet();
            for (final ProducerRecord<byte[], byte[]> record : fixture.sent(Topics.RAW_XNAS)) {
                reached.set(KeyGroups.subtask(KeyGroups.keyGroup(FeedFixture.key(record), 720), 720, parallelism));
            }
            assertEquals(parallelism, reached.cardinality());
        }
        final Set<Integer> partitions = new HashSet<>();
        final EventBatchReader reader = new EventBatchReader();
        for (final ProducerRecord<byte[], byte[]> record : fixture.sent(Topics.RAW_XNAS)) {
            partitions.add(record.partition());
            reader.wrap(record.value(), 0, record.value().length);
            assertEquals(0, reader.eventCount());
            assertEquals(FeedFixture.key(record), reader.symbol());
            assertTrue(reader.symbol().startsWith(Topics.HEARTBEAT_PREFIX));
        }
        assertEquals(FeedFixture.PARTITIONS, partitions.size());
    }

    private void hear(final int line) {
        final byte[] heartbeat = packets.of(1);
        arbiter.onPacket(line, new UnsafeBuffer(heartbeat), 0, heartbeat.length, 0);
    }

    private void pass(final long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        heartbeats.tick();
    }
}
