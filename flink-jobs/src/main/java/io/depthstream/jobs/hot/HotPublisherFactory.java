package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.config.HotKind;
import java.io.Serializable;
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

    /** The factory of the stores that the configuration names. */
    static HotPublisherFactory of(final HotConfig config) {
        final boolean redis = config.kind() == HotKind.REDIS;
        final boolean nats = !config.natsUri().isEmpty();
        if (redis && nats) {
            return subtask -> new SeveralHotPublishers(List.of(redis(config, subtask), nats(config, subtask)));
        }
        if (redis) {
            return subtask -> redis(config, subtask);
        }
        return nats ? subtask -> nats(config, subtask) : none();
    }

    /** A factory for jobs without a hot store. */
    static HotPublisherFactory none() {
        return subtask -> HotPublisher.none();
    }

    private static HotPublisher redis(final HotConfig config, final int subtask) {
        final HotTally tally = new HotTally();
        final String name = Integer.toString(subtask);
        return new DrainedHotPublisher(config, new RedisLink(config, tally, name), tally, name);
    }

    private static HotPublisher nats(final HotConfig config, final int subtask) {
        final HotTally tally = new HotTally();
        final String name = Integer.toString(subtask);
        return new DrainedHotPublisher(config, new NatsLink(config, name), tally, name);
    }
}
