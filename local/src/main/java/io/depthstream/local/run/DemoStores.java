package io.depthstream.local.run;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores that a demo feeds on request, started before the job and compared after it. One thread.
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
    private NatsFeed nats;
    private ClickHouseFeed clickHouse;

    /**
     * What the user asked for.
     *
     * @param clickHouse libchdb.so, or null where ClickHouse is off
     * @param nats       whether NATS is fed
     */
    public record Wish(Path clickHouse, boolean nats) {
        /** Nothing beside the pipeline. */
        public static final Wish NONE = new Wish(null, false);
    }

    private DemoStores(final LocalStack stack, final RunView view) {
        this.stack = stack;
        this.view = view;
    }

    /**
     * Starts what is wished for, and says what is off and how it is turned on.
     *
     * @throws IllegalStateException when a store does not start
     */
    static DemoStores start(final LocalStack stack, final Wish wish, final RunView view) throws InterruptedException {
        final DemoStores stores = new DemoStores(stack, view);
        try {
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

    /** Compares every store, Redis included, and adds what came of it to the report. */
    RunReport compare(final RunReport report, final HotFeed redis, final Map<String, BookDepth> truth) {
        RunReport longer = report.withStore(
            "redis", RedisCheck.compare(stack.addresses().redisUri(), truth, HOT_LEVELS, redis.states().repeats()));
        if (nats != null) {
            longer = longer.withStore("nats", nats.compare(truth, HOT_LEVELS)).with("natsSlowConsumer", nats.slow());
        }
        if (clickHouse != null) {
            view.say("Comparing the tables of ClickHouse at %s ...".formatted(clickHouse.url()));
            longer = longer.withStore("clickhouse", clickHouse.compare());
        }
        return longer;
    }

    @Override
    public void close() {
        close(clickHouse);
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
