package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.ArbiterCounter;
import io.depthstream.ingest.session.LineCounter;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.codec.EventBatchWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the readers of the raw topic that this handler lives and hears its lines, and notices a line that has fallen silent.
 *
 * <p>A heartbeat is {@link #KEYS} batches without events under keys that spread evenly over Flink's key groups, so that each
 * subtask of the job gets one, however it reads. They go out while any line has brought something (a packet or a session
 * heartbeat) within the limit, and after the session has ended, when silence is as it should be. One thread.
 */
final class Heartbeats {
    /** Subtasks of a job, at most, that are all reached. */
    static final int MOST_SUBTASKS = 64;
    /** Batches of one heartbeat: closer together than the narrowest range of key groups of so many subtasks. */
    static final int KEYS = MOST_SUBTASKS * 3 / 2;

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final int PRICE_SCALE = 4;

    private final RecordSender sender;
    private final FeedHandlerCounters counters;
    private final NanoClock clock;
    private final String topic;
    private final long silentNanos;
    private final long intervalNanos;
    private final byte[][] keys = new byte[KEYS][];
    private final byte[][] values = new byte[KEYS][];
    private final Integer[] partitions = new Integer[KEYS];
    private final long[] packets;
    private final long[] heardNanos;
    private final boolean[] silent;
    private long dueNanos;

    /**
     * Heartbeats of one handler; silent until its first packet.
     *
     * @param partitionCount how many partitions the raw topic has
     * @param lines          lines of the source, those of a recovery left out
     */
    Heartbeats(final FeedHandlerConfig config, final FeedIdentity identity, final RecordSender sender,
            final FeedHandlerCounters counters, final NanoClock clock, final int partitionCount, final int lines) {
        this.sender = sender;
        this.counters = counters;
        this.clock = clock;
        topic = config.text(ConfigKey.TOPIC_RAW);
        silentNanos = TimeUnit.MILLISECONDS.toNanos(config.number(ConfigKey.FEED_SILENT));
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(config.number(ConfigKey.HEARTBEAT_INTERVAL));
        packets = new long[lines];
        heardNanos = new long[lines];
        silent = new boolean[lines];
        final int maxParallelism = config.integer(ConfigKey.MAX_PARALLELISM);
        final EventBatchWriter writer = new EventBatchWriter();
        for (int i = 0; i < KEYS; i++) {
            final String key = key((int) ((long) i * maxParallelism / KEYS), maxParallelism);
            writer.begin(identity.venue(), "", key, identity.publisher(), 0, PRICE_SCALE);
            keys[i] = key.getBytes(StandardCharsets.UTF_8);
            values[i] = writer.toBytes();
            partitions[i] = KeyGroups.partition(key, topic, partitionCount, maxParallelism);
        }
        dueNanos = clock.nanoTime() + intervalNanos;
    }

    /** The first key of a key group. */
    private static String key(final int keyGroup, final int maxParallelism) {
        for (int i = 0; ; i++) {
            final String key = Topics.HEARTBEAT_PREFIX + i;
            if (KeyGroups.keyGroup(key, maxParallelism) == keyGroup) {
                return key;
            }
        }
    }

    /** Does what is due; costs a look at the clock where nothing is. */
    void tick() {
        final long now = clock.nanoTime();
        if (intervalNanos == 0 || now - dueNanos < 0) {
            return;
        }
        dueNanos = now + intervalNanos;
        final boolean ended = counters.endsOfSession() > 0
            && counters.endsOfSession() >= counters.arbiter(ArbiterCounter.SESSIONS);
        boolean heard = false;
        boolean ever = false;
        for (int line = 0; line < packets.length; line++) {
            listen(line, now, ended);
            ever |= packets[line] > 0;
            heard |= packets[line] > 0 && now - heardNanos[line] < silentNanos;
        }
        counters.feedSilent(ever && !heard && !ended);
        if (heard || ended) {
            for (int i = 0; i < KEYS; i++) {
                sender.send(topic, partitions[i], keys[i], values[i]);
            }
            counters.onHeartbeatPublished();
        }
    }

    private void listen(final int line, final long now, final boolean ended) {
        final long seen = counters.line(line, LineCounter.PACKETS);
        if (seen != packets[line]) {
            packets[line] = seen;
            heardNanos[line] = now;
        }
        final boolean nothing = seen > 0 && !ended && now - heardNanos[line] >= silentNanos;
        if (nothing && !silent[line]) {
            LOG.warn("line {} has brought nothing, not even a heartbeat, for {} ms", line,
                TimeUnit.NANOSECONDS.toMillis(now - heardNanos[line]));
        } else if (!nothing && silent[line]) {
            LOG.warn("line {} is heard again", line);
        }
        silent[line] = nothing;
        counters.lineSilent(line, nothing);
    }
}
