package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import java.io.Serializable;

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

    /** The factory of the store that the configuration names. */
    static HotPublisherFactory of(final HotConfig config) {
        return switch (config.kind()) {
            case NONE -> none();
            case REDIS -> subtask -> new RedisHotPublisher(config, Integer.toString(subtask));
        };
    }

    /** A factory for jobs without a hot store. */
    static HotPublisherFactory none() {
        return subtask -> HotPublisher.none();
    }
}
