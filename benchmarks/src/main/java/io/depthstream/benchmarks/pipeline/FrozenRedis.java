package io.depthstream.benchmarks.pipeline;

import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The whole pipeline at a planned rate while its Redis answers, while it is stopped ({@code SIGSTOP}), and after: what the
 * job applies a second in each. At a rate above what the machine does, that is the job's capacity. One thread.
 */
public final class FrozenRedis {
    /** Most seconds that the job is given to apply what the warm-up left behind. */
    public static final int SETTLE_SECONDS = 60;

    /** A lag below this part of a second's messages is none. */
    private static final int LAG_FRACTION = 5;
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double NANOS = 1e9;

    private final BookPipeline pipeline;
    private final SimulationConfig day;
    private final long rate;
    private FlinkRun job;
    private PacedPackets packets;

    /** What the job did in one stretch of time. */
    private record Stretch(double ratePerSecond, long lagMost, long offered, long published, long pendingMost) {
        void put(final BenchReport report, final String when) {
            report.put(when + "RatePerSecond", ratePerSecond).put(when + "LagMost", lagMost)
                .put(when + "StatesOffered", offered).put(when + "StatesPublished", published)
                .put(when + "StatesPendingMost", pendingMost);
        }
    }

    /**
     * A run of a pipeline with a Redis.
     *
     * @param day  long enough for the warm-up and three stretches
     * @param rate messages a second
     */
    public FrozenRedis(final BookPipeline pipeline, final SimulationConfig day, final long rate) {
        this.pipeline = pipeline;
        this.day = day;
        this.rate = rate;
    }

    /**
     * Measures.
     *
     * @param seconds of each stretch: answering, frozen, thawed
     */
    public void measure(final int warmUpSeconds, final int seconds, final BenchReport report) throws Exception {
        job = pipeline.startJob(null);
        packets = new PacedPackets(new MarketSimulator(day), "BENCH", 0, rate);
        pipeline.feed(packets, day.tradingDate(), Map.of());
        packets.release();
        try (RedisUsage redis = new RedisUsage(pipeline.redisUri())) {
            report.put("server", redis.server());
            final long process = redis.processId();
            stretch(warmUpSeconds);
            report.put("caughtUp", caughtUp());
            final Stretch answering = stretch(seconds);
            signal("-STOP", process);
            final Stretch frozen;
            try {
                awaitAnswersOnTheWay();
                frozen = stretch(seconds);
            } finally {
                signal("-CONT", process);
            }
            final Stretch thawed = stretch(seconds);
            pipeline.stopFeed();
            job.awaitMetric(JobComparison.APPLIED, packets.sent(), LIMIT);
            awaitNothingPending();
            answering.put(report, "answering");
            frozen.put(report, "frozen");
            thawed.put(report, "thawed");
            report.put("changePercent", (frozen.ratePerSecond() / answering.ratePerSecond() - 1) * 100)
                .put("sent", packets.sent()).put("applied", job.metrics().sum(JobComparison.APPLIED));
        }
    }

    /** Waits until what the warm-up left behind is applied; else catching up would count as rate. False where it never is. */
    private boolean caughtUp() throws Exception {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (packets.sent() - job.metrics().sum(JobComparison.APPLIED) > rate / LAG_FRACTION) {
            pipeline.requireHealthy();
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
        return true;
    }

    /** What Redis answered before it was stopped may still have to be counted. */
    private void awaitAnswersOnTheWay() {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        long before = -1;
        long published = job.metrics().sum("hotStorePublished");
        while (published != before) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a stopped Redis answers: " + (published - before) + " states more in "
                    + TimeUnit.NANOSECONDS.toMillis(SAMPLE_NANOS) + " ms; is it the process that was stopped?");
            }
            LockSupport.parkNanos(SAMPLE_NANOS);
            before = published;
            published = job.metrics().sum("hotStorePublished");
        }
    }

    private Stretch stretch(final int seconds) throws Exception {
        final long begin = System.nanoTime();
        final long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        final long applied = job.metrics().sum(JobComparison.APPLIED);
        final long offered = job.metrics().sum("hotStoreOffered");
        final long published = job.metrics().sum("hotStorePublished");
        long lagMost = 0;
        long pendingMost = 0;
        while (System.nanoTime() < end) {
            pipeline.requireHealthy();
            LockSupport.parkNanos(SAMPLE_NANOS);
            lagMost = Math.max(lagMost, packets.sent() - job.metrics().sum(JobComparison.APPLIED));
            pendingMost = Math.max(pendingMost, job.metrics().sum("hotStorePending"));
        }
        return new Stretch((job.metrics().sum(JobComparison.APPLIED) - applied) * NANOS / (System.nanoTime() - begin), lagMost,
            job.metrics().sum("hotStoreOffered") - offered, job.metrics().sum("hotStorePublished") - published, pendingMost);
    }

    /** The newest state of every symbol is in Redis in the end. */
    private void awaitNothingPending() throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (job.metrics().sum("hotStorePending") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(job.metrics().sum("hotStorePending") + " states are still not in Redis, "
                    + LIMIT.toSeconds() + " s after it was thawed");
            }
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
    }

    private static void signal(final String signal, final long process) throws IOException, InterruptedException {
        final int code = new ProcessBuilder("kill", signal, Long.toString(process)).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " " + process + " ended " + code);
        }
    }
}
