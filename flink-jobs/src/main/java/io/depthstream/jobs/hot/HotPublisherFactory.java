package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.config.HotKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes a subtask's {@link HotPublisher} on the task manager; travels with the job, so it must be serialisable. */
@FunctionalInterface
public interface HotPublisherFactory extends Serializable {

    /**
     * Opens the publisher of one subtask. Doesn't wait for the store and doesn't fail when it is away: the publisher
     * connects by itself and the newest states wait.
     *
     * @param subtask index of the subtask, from 0; names the thread and the connection
     */
    HotPublisher open(int subtask);

    /** The factory of the stores that the configuration names; a new store is a line more here. */
    static HotPublisherFactory of(final HotConfig config) {
        return subtask -> {
            final List<HotPublisher> stores = new ArrayList<>();
            final String name = Integer.toString(subtask);
            if (config.kind() == HotKind.REDIS) {
                stores.add(fed(config, name, tally -> new RedisLink(config, tally, name)));
            }
            if (!config.natsUri().isEmpty()) {
                stores.add(fed(config, name, tally -> new NatsLink(config, name)));
            }
            return switch (stores.size()) {
                case 0 -> HotPublisher.none();
                case 1 -> stores.get(0);
                default -> new SeveralHotPublishers(stores);
            };
        };
    }

    /** A factory for jobs without a hot store. */
    static HotPublisherFactory none() {
        return subtask -> HotPublisher.none();
    }

    private static HotPublisher fed(final HotConfig config, final String name, final Function<HotTally, HotLink> link) {
        final HotTally tally = new HotTally();
        return new DrainedHotPublisher(config, link.apply(tally), tally, name);
    }
}
