package io.depthstream.local.run;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.stack.LocalStack;
import io.depthstream.local.stack.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores that a demo feeds beside Redis, started before the job and compared after it, and the analytics job. One thread.
 *
 * <p>A store is a feed with {@code start}, {@code compare} and {@code close}; a new one gets a line in each method here
 * (docs/adding-a-store.md).
 */
public final class DemoStores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoStores.class);
    /** Levels a side in the hot stores: the job's default. */
    private static final int HOT_LEVELS = 10;

    private final LocalStack stack;
    private final RunView view;
    private KdbFeed kdb;
    private NatsFeed nats;
    private ClickHouseFeed clickHouse;
    private AnalyticsFeed analytics;

    /**
     * What the user asked for.
     *
     * @param clickHouse libchdb.so, or null where ClickHouse is off
     * @param nats       whether NATS is fed
     * @param kdb        whether kdb+ (the embedded q server) is
     * @param analytics  whether the analytics job runs too
     */
    public record Wish(Path clickHouse, boolean nats, boolean kdb, boolean analytics) {
        /** Nothing beside the pipeline. */
        public static final Wish NONE = new Wish(null, false, false, false);
    }

    private DemoStores(final LocalStack stack, final RunView view) {
        this.stack = stack;
        this.view = view;
    }

    /**
     * Starts what is wished for, and says what is off and how it is turned on.
     *
     * @param day of the data
     * @throws IllegalStateException when a store does not start
     */
    static DemoStores start(final LocalStack stack, final Wish wish, final LocalDate day, final RunView view)
            throws InterruptedException {
        final DemoStores stores = new DemoStores(stack, view);
        try {
            if (wish.kdb()) {
                stores.kdb = KdbFeed.start(stack, day);
                view.say("kdb+ stand-in %s   ./depthstream q asks it".formatted(stores.kdb.address()));
            } else {
                view.say("kdb+ is off: --kdb turns it on.");
            }
            if (wish.nats()) {
                stores.nats = NatsFeed.start(stack.directory());
                view.say("NATS %s   subject %s".formatted(stores.nats.uri(), "XNAS.*.orderbook"));
            }
            if (wish.clickHouse() == null) {
                view.say("ClickHouse is off: --clickhouse turns it on (fetches the in-process engine by npm once, 178 MB).");
            } else {
                stores.clickHouse = ClickHouseFeed.start(stack, wish.clickHouse());
                view.say("ClickHouse %s".formatted(stores.clickHouse.url()));
            }
            if (wish.analytics()) {
                stores.analytics = AnalyticsFeed.start(stack);
                view.say("Analytics: bars, signals and alerts on the topics market.bars, market.signals, market.alerts ...");
            }
            return stores;
        } catch (final IOException failed) {
            stores.close();
            throw new IllegalStateException(failed.getMessage(), failed);
        } catch (final RuntimeException failed) {
            stores.close();
            throw failed;
        }
    }

    /** What the order-book job must be told so that it feeds them. */
    Map<String, String> jobSettings() {
        return nats == null ? Map.of() : Map.of("hot.natsUri", nats.uri());
    }

    /** Starts what may wait until the hot path has warmed up; without this call it starts with the comparison. */
    void warm() {
        if (kdb != null) {
            kdb.begin();
        }
    }

    /** Tells other commands where the stores of the running stack are. */
    void announce(final PipelineRun pipeline) {
        if (kdb != null) {
            pipeline.announce(StackFile.KDB, kdb.address());
        }
    }

    /**
     * Compares every store, Redis included, and adds what came of it to the report.
     *
     * @param truth  every book
     * @param trades shares of each trade by sequence
     */
    RunReport compare(final RunReport report, final HotFeed redis, final Map<String, BookDepth> truth,
            final Map<Long, Long> trades) {
        RunReport longer = report.withStore(
            "redis", RedisCheck.compare(stack.addresses().redisUri(), truth, HOT_LEVELS, redis.states().repeats()));
        if (nats != null) {
            longer = longer.withStore("nats", nats.compare(truth, HOT_LEVELS)).with("natsSlowConsumer", nats.slow());
        }
        if (kdb != null) {
            view.say("Comparing the tables of kdb+ at %s ...".formatted(kdb.address()));
            longer = longer.withStore("kdb", kdb.compare(trades, truth, report));
        }
        if (clickHouse != null) {
            view.say("Comparing the tables of ClickHouse at %s ...".formatted(clickHouse.url()));
            longer = longer.withStore("clickhouse", clickHouse.compare());
        }
        if (analytics != null) {
            longer = analytics.report(longer, view);
        }
        return longer;
    }

    @Override
    public void close() {
        close(analytics);
        close(clickHouse);
        close(kdb);
        close(nats);
    }

    private static void close(final AutoCloseable feed) {
        if (feed == null) {
            return;
        }
        try {
            feed.close();
        } catch (final Exception e) {
            LOG.warn("a store of the demo did not end cleanly", e);
        }
    }
}
