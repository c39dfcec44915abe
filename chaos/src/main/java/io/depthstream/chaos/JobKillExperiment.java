package io.depthstream.chaos;

import io.depthstream.jobs.config.JobConfig;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.run.BookJob;
import io.depthstream.local.run.CommittedBooks;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.stack.EmbeddedFlink;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import io.depthstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the order-book job's process with signal 9, again and again, and says whether what it published is what it would
 * have published in peace.
 *
 * <p>The same raw records go through the job twice, on two brokers: once undisturbed, once in a process that dies at
 * seeded moments and is started again from the newest checkpoint it has left. Half of the moments are in mid-stream; the
 * other half are right after a checkpoint has become complete, when its transaction waits to be committed. One thread.
 */
public final class JobKillExperiment {
    private static final Logger LOG = LoggerFactory.getLogger(JobKillExperiment.class);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final String CHECKPOINT_MILLIS = "200";
    private static final int DAY_SECONDS = 20;
    private static final List<String> TOPICS =
        Stream.concat(Published.EVENT_TOPICS.stream(), Published.STATE_TOPICS.stream()).toList();

    private final Plan plan;
    private final Path folder;
    private final SimulationConfig day;
    private final Random random;

    /**
     * What to do.
     *
     * @param seed        of the day and of the moments
     * @param kills       how often to kill, 1 to 1,000
     * @param messages    of the day, 10,000 to 100,000,000
     * @param parallelism subtasks and partitions, 1 to 64
     * @param changelog   whether Flink logs each change of the job's state in the disturbed run (decision 0104)
     */
    public record Plan(long seed, int kills, long messages, int parallelism, boolean changelog) {
    }

    /**
     * One death.
     *
     * @param afterCheckpoint whether the moment was the completion of a checkpoint
     * @param exitCode        of the process
     * @param applied         events in committed books at that moment
     * @param checkpoint      the checkpoint that the next process went on from, 0 for the beginning
     */
    public record Kill(boolean afterCheckpoint, int exitCode, long applied, long checkpoint) {
    }

    /**
     * What came of it.
     *
     * @param events  venue events that both runs were given
     * @param kills   every death, in order
     * @param verdict disturbed against undisturbed
     * @param books   committed books of the disturbed run against the truth
     * @param fenced  lines in which a restarted process said that a transaction could not be committed
     */
    public record Report(long events, List<Kill> kills, ExactlyOnceVerdict verdict, BookComparison books, long fenced) {
        /** Whether nothing was lost, nothing came twice, and every book is true. */
        public boolean passed() {
            return verdict.exact() && books.exact() && books.levels() > 0;
        }
    }

    /** Prepares; {@code folder} takes brokers, checkpoints and logs and belongs to the experiment. */
    public JobKillExperiment(final Plan plan, final Path folder) {
        this.plan = plan;
        this.folder = folder;
        day = SimulationConfig.compressedDay(plan.seed(), DAY_SECONDS, plan.messages() / DAY_SECONDS);
        random = new Random(plan.seed());
    }

    /** Runs both, and compares. */
    public Report run() throws Exception {
        LOG.info("{}", plan);
        final RawDay raw;
        final List<Published> undisturbed;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("undisturbed-kafka"))) {
            MarketTopics.create(kafka.bootstrapServers(), plan.parallelism());
            raw = RawDay.publish(day, folder, kafka.bootstrapServers());
            undisturbed = undisturbed(kafka.bootstrapServers(), raw);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("disturbed-kafka"))) {
            MarketTopics.create(kafka.bootstrapServers(), plan.parallelism());
            raw.copyTo(kafka.bootstrapServers());
            return disturbed(kafka.bootstrapServers(), raw, undisturbed);
        }
    }

    private List<Published> undisturbed(final String bootstrapServers, final RawDay raw) throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start(plan.parallelism(), new Configuration());
                BookJob job = BookJob.submit(flink.cluster(), JobConfig.of(settings(bootstrapServers, "undisturbed-checkpoints")));
                CommittedBooks books = new CommittedBooks(bootstrapServers);
                TopicReader uncommitted = new TopicReader(bootstrapServers, false);
                TopicReader committed = new TopicReader(bootstrapServers, true)) {
            await("the undisturbed run applied all " + raw.events() + " events", () -> {
                job.requireRunning();
                books.poll();
                return books.applied() >= raw.events() && settled(committed, uncommitted);
            });
            return committed.published(TOPICS);
        }
    }

    private Report disturbed(final String bootstrapServers, final RawDay raw, final List<Published> undisturbed)
            throws Exception {
        final Map<String, String> settings = settings(bootstrapServers, "checkpoints");
        final Path changelog = plan.changelog() ? Files.createDirectories(folder.resolve("changelog")) : null;
        final RetainedCheckpoints checkpoints = new RetainedCheckpoints(folder.resolve("checkpoints"));
        final long tops = undisturbed.stream().filter(record -> record.topic().equals(Topics.BOOK_TOP)).count();
        final List<Kill> kills = new ArrayList<>();
        long fenced = 0;
        try (TopicReader uncommitted = new TopicReader(bootstrapServers, false);
                TopicReader committed = new TopicReader(bootstrapServers, true);
                CommittedBooks books = new CommittedBooks(bootstrapServers)) {
            while (true) {
                final Path from = checkpoints.newest().orElse(null);
                try (JobProcess job = JobProcess.start(folder, "job-" + kills.size(), JobHost.Kind.BOOK, settings, from, changelog)) {
                    if (kills.size() == plan.kills()) {
                        await("the disturbed run applied all " + raw.events() + " events", () -> {
                            job.requireAlive();
                            books.poll();
                            return books.applied() >= raw.events() && settled(committed, uncommitted);
                        });
                        fenced += fenced(job);
                        break;
                    }
                    kills.add(kill(job, uncommitted, checkpoints, books, tops));
                    fenced += fenced(job);
                }
            }
            final TruthBooks truth = TruthBooks.ofSimulation(day, day.messages());
            return new Report(raw.events(), kills,
                ExactlyOnceVerdict.of(undisturbed, committed.published(TOPICS), uncommitted.published(TOPICS)),
                BookComparison.of(truth.depths(), depths(books)), fenced);
        }
    }

    private Kill kill(
            final JobProcess job,
            final TopicReader uncommitted,
            final RetainedCheckpoints checkpoints,
            final CommittedBooks books,
            final long tops) throws Exception {
        final long step = (long) (tops * (0.3 + 0.6 * random.nextDouble()) / (plan.kills() + 1));
        final boolean afterCheckpoint = random.nextBoolean();
        final long before = uncommitted.written(Topics.BOOK_TOP);
        await("the job wrote " + step + " records more", () -> {
            job.requireAlive();
            return uncommitted.written(Topics.BOOK_TOP) >= before + step;
        });
        if (afterCheckpoint) {
            final long newest = checkpoints.newestNumber();
            await("a checkpoint after " + newest, () -> {
                job.requireAlive();
                return checkpoints.newestNumber() > newest;
            });
        }
        final int exitCode = job.kill();
        final long checkpoint = checkpoints.newestNumber();
        books.poll();
        final Kill kill = new Kill(afterCheckpoint, exitCode, books.applied(), checkpoint);
        LOG.info("{}", kill);
        return kill;
    }

    /** Whether everything written is committed or aborted everywhere: a commit reaches one partition after the other. */
    private static boolean settled(final TopicReader committed, final TopicReader uncommitted) {
        return TOPICS.stream().allMatch(topic -> committed.written(topic) == uncommitted.written(topic));
    }

    private static long fenced(final JobProcess job) throws IOException {
        return job.log().stream().filter(line -> line.contains("fenced")).count();
    }

    private static Map<String, BookDepth> depths(final CommittedBooks books) {
        final Map<String, BookDepth> depths = new TreeMap<>();
        books.books().forEach((symbol, book) -> {
            if (!symbol.equals(Topics.MARKET_WIDE_SYMBOL)) {
                depths.put(symbol, BookDepth.of(book));
            }
        });
        return depths;
    }

    private Map<String, String> settings(final String bootstrapServers, final String checkpoints) throws IOException {
        return Map.of(
            "kafka.bootstrap", bootstrapServers,
            "job.parallelism", Integer.toString(plan.parallelism()),
            "checkpoint.dir", Files.createDirectories(folder.resolve(checkpoints)).toUri().toString(),
            "checkpoint.intervalMillis", CHECKPOINT_MILLIS);
    }

    private static void await(final String what, final Callable<Boolean> condition) throws Exception {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited " + LIMIT.toSeconds() + " s in vain: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
