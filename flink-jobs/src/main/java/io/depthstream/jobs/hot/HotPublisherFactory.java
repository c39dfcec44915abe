package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

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

    /** The factory of the stores that the configuration asks for. */
    static HotPublisherFactory of(final HotConfig config) {
        return subtask -> {
            final List<HotPublisher> stores = new ArrayList<>();
            final String name = Integer.toString(subtask);
            for (final HotStoreProvider store : HotStores.wanted(config)) {
                stores.add(new DrainedHotPublisher(config, store.link(config, name), name));
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
}
