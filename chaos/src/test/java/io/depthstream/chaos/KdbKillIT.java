package io.depthstream.chaos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.local.run.KdbCheck;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.FreePorts;
import io.depthstream.local.stack.MarketTopics;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trades go on while the q server's process is killed with signal 9, then the job's, and the server is frozen: none is missing
 * and none twice.
 */
class KdbKillIT {
    private static final LocalDate DAY = LocalDate.of(2020, 1, 30);
    private static final long TIME = 1_580_396_645_000_000_000L;
    private static final int SYMBOLS = 50;
    private static final String TABLE = "trade";
    private static final Duration LIMIT = Duration.ofSeconds(100);

    @TempDir
    private Path folder;
    private final int port = FreePorts.tcp();
    private final AtomicLong published = new AtomicLong();
    private volatile boolean open = true;

    @Test
    @Timeout(250)
    void shouldKeepEveryTradeOnceThoughServerAndJobAreKilledAndTheServerIsFrozen() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                KillableServer server = KdbHost.server(folder, DAY, port)) {
            MarketTopics.create(kafka.bootstrapServers(), 1);
            server.start();
            final Thread publisher = new Thread(() -> publish(kafka.bootstrapServers()), "publisher");
            publisher.start();
            try {
                fault(kafka.bootstrapServers(), server, publisher);
            } finally {
                open = false;
            }
        }
    }

    private void fault(final String bootstrapServers, final KillableServer server, final Thread publisher) throws Exception {
        final JobProcess last;
        try (JobProcess job = job(bootstrapServers, null)) {
            killServer(server, job);
            last = killJob(bootstrapServers, job);
        }
        try (last) {
            freezeServer(server, last);
            open = false;
            publisher.join();
            final long all = published.get();
            until(() -> rows() >= all, "every trade is in kdb+");
            try (KdbCheck check = new KdbCheck(port)) {
                assertArrayEquals(new long[] {all, 0}, check.rowsAndRepeats(TABLE), "trades, and repeats");
            }
        }
    }

    private void killServer(final KillableServer server, final JobProcess job) throws Exception {
        final long before = awaitMoreThan(0);
        server.kill();
        server.start();
        awaitMoreThan(before);
        job.requireAlive();
    }

    private JobProcess killJob(final String bootstrapServers, final JobProcess job) throws Exception {
        final RetainedCheckpoints checkpoints = new RetainedCheckpoints(folder.resolve("checkpoints"));
        until(() -> checkpoints.newest().isPresent(), "a checkpoint of the job is complete");
        final long before = rows();
        assertEquals(JobProcess.KILLED, job.kill());
        final JobProcess next = job(bootstrapServers, checkpoints.newest().orElseThrow());
        awaitMoreThan(before + 1_000);
        return next;
    }

    private void freezeServer(final KillableServer server, final JobProcess job) throws Exception {
        server.freeze();
        until(() -> says(job, "ALERT: kdb"), "the job says that kdb+ confirms nothing");
        assertFalse(says(job, "alert over"), "while the server is frozen");
        server.wake();
        until(() -> says(job, "alert over"), "the job says that kdb+ confirms again");
    }

    private JobProcess job(final String bootstrapServers, final Path checkpoint) throws IOException {
        return JobProcess.start(folder, checkpoint == null ? "first" : "second", JobHost.Kind.KDB, Map.of(
            "kafka.bootstrap", bootstrapServers, "kdb.port", Integer.toString(port),
            "checkpoint.dir", folder.resolve("checkpoints").toUri().toString(), "checkpoint.intervalMillis", "200",
            "retry.longestPauseMillis", "500", "retry.callTimeoutMillis", "2000", "alert.afterMillis", "1000"), checkpoint);
    }

    private static boolean says(final JobProcess job, final String text) throws IOException {
        job.requireAlive();
        return job.log().stream().anyMatch(line -> line.contains(text));
    }

    private long awaitMoreThan(final long rows) throws Exception {
        until(() -> rows() > rows, "more than " + rows + " trades are in kdb+");
        return rows();
    }

    /** Trades in kdb+, 0 while nobody answers. */
    private long rows() {
        try (KdbCheck check = new KdbCheck(port)) {
            return check.trades();
        } catch (final IOException away) {
            return 0;
        }
    }

    private static void until(final Callable<Boolean> condition, final String what) throws Exception {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, () -> "waited in vain until " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** A trade each half millisecond, roughly, as long as the market is open. */
    private void publish(final String bootstrapServers) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            while (open) {
                final long sequence = published.incrementAndGet();
                final Trade trade = Records.blank(Trade.class);
                trade.setVenue("XNAS");
                trade.setSession("S1");
                trade.setSymbol("S" + sequence % SYMBOLS);
                trade.setSequence(sequence);
                trade.setVenueTimeNanos(TIME + sequence);
                trade.setPrice(10_000 + sequence % 100);
                trade.setShares(100);
                producer.send(new ProducerRecord<>(Topics.TRADES,
                    trade.getSymbol().getBytes(StandardCharsets.UTF_8), Records.encode(trade)));
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
            }
            producer.flush();
        }
    }
}
