package io.depthstream.jobs.config;

import io.depthstream.jobs.hot.HotBookState;
import java.util.List;

/**
 * Every configuration key of the order-book job but those that hot stores bring ({@link io.depthstream.jobs.hot.HotStores}),
 * in the order of the README's table and of the example file.
 *
 * <p>A key that is in neither is refused. Defaults suit a broker and a Redis on the same machine.
 */
public final class ConfigKeys {

    private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";
    private static final String TOPIC_WORDS = "1 to 249 of letters, digits, dot, dash, underscore";
    private static final String NAME = "[A-Za-z0-9._-]{1,120}";
    private static final String NAME_WORDS = "1 to 120 of letters, digits, dot, dash, underscore";
    private static final int HOUR_MILLIS = 3_600_000;

    static final ConfigKey<String> JOB_NAME = ConfigKey.ofText(
            "job.name", "order-book", NAME, NAME_WORDS, "Name shown by Flink.");
    static final ConfigKey<Integer> PARALLELISM = ConfigKey.ofInt(
            "job.parallelism", 1, 1, 1_024, "subtasks",
            "Subtasks of every operator; equal to the raw topic's partitions it saves the shuffle.");
    static final ConfigKey<Integer> MAX_PARALLELISM = ConfigKey.ofInt(
            "job.maxParallelism", 720, 1, 32_768, "key groups",
            "Key groups; fixed for the life of the state, and the same as the feed handler's.");
    static final ConfigKey<Long> BUFFER_TIMEOUT = ConfigKey.ofLong(
            "job.bufferTimeoutMillis", 0, 0, 1_000, "milliseconds",
            "How long a network buffer may wait to fill; 0 sends at once.");

    static final ConfigKey<String> BOOTSTRAP = ConfigKey.ofText(
            "kafka.bootstrap", "127.0.0.1:9092", "[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*",
            "host:port, several separated by commas", "Kafka brokers to ask first.");

    static final ConfigKey<String> RAW_TOPIC = ConfigKey.ofText(
            "source.topic", "market.itch.raw", TOPIC, TOPIC_WORDS, "Topic of the event batches.");
    static final ConfigKey<String> GROUP = ConfigKey.ofText(
            "source.group", "depthstream-order-book", NAME, NAME_WORDS,
            "Consumer group; offsets are committed there for lag monitoring, the checkpoint is what counts.");
    static final ConfigKey<StartFrom> START_FROM = ConfigKey.ofChoice(
            "source.startFrom", StartFrom.EARLIEST, "Where to read from when there is no checkpoint to restore.");
    static final ConfigKey<Isolation> ISOLATION = ConfigKey.ofChoice(
            "source.isolation", Isolation.READ_UNCOMMITTED,
            "The feed handler's producer is idempotent, not transactional, so reading uncommitted loses nothing.");
    static final ConfigKey<Boolean> BOUNDED = ConfigKey.ofFlag(
            "source.bounded", false, "Stop at the end the topic has when the job starts: tests and benchmarks.");
    static final ConfigKey<Integer> EXPECTED_PARTITIONS = ConfigKey.ofInt(
            "source.expectedPartitions", 0, 0, 10_000, "partitions",
            "Refuse to start if the raw topic has another number; 0 takes what there is.");
    static final ConfigKey<AlignmentPolicy> ALIGNMENT = ConfigKey.ofChoice(
            "source.alignment", AlignmentPolicy.AUTO,
            "auto reads without a shuffle where partitions and subtasks line up; key-by always shuffles"
                    + " (needed for the first start after a change of parallelism).");

    static final ConfigKey<Delivery> DELIVERY = ConfigKey.ofChoice(
            "sink.delivery", Delivery.EXACTLY_ONCE, "Kafka transactions, or at-least-once without them.");
    static final ConfigKey<String> TRANSACTIONAL_PREFIX = ConfigKey.ofText(
            "sink.transactionalIdPrefix", "depthstream-order-book", NAME, NAME_WORDS,
            "Start of every transactional id; unique to the job in the cluster and the same after a restart.");
    static final ConfigKey<Integer> TRANSACTION_TIMEOUT = ConfigKey.ofInt(
            "sink.transactionTimeoutMillis", 900_000, 1_000, 24 * HOUR_MILLIS, "milliseconds",
            "After this the broker aborts an open transaction: longer than any outage to survive,"
                    + " at most the broker's transaction.max.timeout.ms.");
    static final ConfigKey<Integer> LINGER = ConfigKey.ofInt(
            "sink.lingerMillis", 5, 0, 1_000, "milliseconds",
            "How long the producer waits to fill a batch; a checkpoint does not wait for it.");
    static final ConfigKey<Integer> BATCH_BYTES = ConfigKey.ofInt(
            "sink.batchBytes", 131_072, 1_024, 16_777_216, "bytes", "Largest producer batch of one partition.");
    static final ConfigKey<Compression> COMPRESSION = ConfigKey.ofChoice(
            "sink.compression", Compression.LZ4, "Compression of the producer's batches.");
    static final ConfigKey<Boolean> SINK_OWN_THREAD = ConfigKey.ofFlag(
            "sink.ownThread", false,
            "Give the topics' sink a thread of its own: books and hot store do not wait for its flushes and commits,"
                    + " and each record costs a copy more.");

    static final ConfigKey<Long> CHECKPOINT_INTERVAL = ConfigKey.ofLong(
            "checkpoint.intervalMillis", 200, 10, HOUR_MILLIS, "milliseconds",
            "Time between checkpoints; a read_committed reader is this late.");
    static final ConfigKey<Long> CHECKPOINT_TIMEOUT = ConfigKey.ofLong(
            "checkpoint.timeoutMillis", 60_000, 100, HOUR_MILLIS, "milliseconds", "A checkpoint that takes longer is given up.");
    static final ConfigKey<String> CHECKPOINT_DIR = ConfigKey.ofText(
            "checkpoint.dir", "", "|[a-z][a-z0-9+.-]*:/.*", "empty (the cluster's setting), or a URI such as file:///var/lib/depthstream",
            "Where checkpoints are kept.");
    static final ConfigKey<StateBackend> STATE_BACKEND = ConfigKey.ofChoice(
            "state.backend", StateBackend.HEAP, "Keyed state in the heap (fastest) or in RocksDB (larger than memory).");

    static final ConfigKey<String> ROCKSDB_DIR = ConfigKey.ofText(
            "state.rocksdbDir", "", "|/.*", "empty (the cluster's setting), or an absolute path",
            "Where RocksDB works. Memory (tmpfs) is best: what must survive is in the checkpoint, and every checkpoint waits"
                    + " for this disk.");

    static final ConfigKey<Integer> DEPTH_LEVELS = ConfigKey.ofInt(
            "book.depthLevels", 10, 1, HotBookState.MAX_DEPTH, "levels a side", "Levels in market.book.depth and in the hot store.");
    static final ConfigKey<Long> DEPTH_INTERVAL = ConfigKey.ofLong(
            "book.depthIntervalMicros", 10_000, 0, 60_000_000, "microseconds of event time",
            "At most one depth record a symbol in this time; 0 publishes each change.");
    static final ConfigKey<Long> LATEST_INTERVAL = ConfigKey.ofLong(
            "book.latestIntervalMillis", 1_000, 0, HOUR_MILLIS, "milliseconds of event time",
            "At most one full book a symbol in this time on market.book.latest; 0 publishes each change.");
    static final ConfigKey<Long> GAP_WAIT = ConfigKey.ofLong(
            "book.gapWaitMillis", 1_000, 0, 600_000, "milliseconds",
            "How long a symbol waits for missing events, by Kafka's timestamps, before it goes on with its quality lowered;"
                    + " 0 does not wait.");
    static final ConfigKey<Long> FEED_SILENT = ConfigKey.ofLong(
            "book.feedSilentMillis", 5_000, 0, HOUR_MILLIS, "milliseconds",
            "How long no publisher may send anything, not even a heartbeat, before every book is STALE (feed-silent);"
                    + " watched from the first heartbeat on; 0 does not watch.");
    static final ConfigKey<Long> SYMBOL_SILENT = ConfigKey.ofLong(
            "book.symbolSilentMillis", 0, 0, HOUR_MILLIS, "milliseconds",
            "How long a symbol that trades may have no event before its book is STALE (symbol-silent), though the feed lives;"
                    + " 0 does not watch, for a whole sequence proves that a quiet symbol is just quiet.");
    static final ConfigKey<Integer> EXPECTED_ORDERS = ConfigKey.ofInt(
            "book.expectedOrders", 262_144, 1_024, 134_217_728, "live orders a subtask",
            "Initial size of the order table; it grows by itself.");
    static final ConfigKey<Integer> READ_AHEAD = ConfigKey.ofInt(
            "book.readAhead", 32, 1, 256, "batches",
            "Most batches that wait for each other, while more are at hand, so that the memory all of them need is read"
                    + " ahead; 1 processes each as it comes.");

    static final ConfigKey<String> HOT_KIND = ConfigKey.ofText(
            "hot.kind", "none", "[a-z][a-z0-9]{0,31}(,[a-z][a-z0-9]{0,31})*", "none, or names of hot stores separated by commas",
            "Hot stores fed from the operator; NATS is by its address too.");
    static final ConfigKey<String> HOT_INSTANCE = ConfigKey.ofText(
            "hot.instance", "PRIMARY", "[A-Z0-9_-]{1,32}", "1 to 32 of capital letters, digits, dash, underscore",
            "Stream instance in the channel names: PRIMARY or REPLICA.");
    static final ConfigKey<Integer> HOT_BATCH = ConfigKey.ofInt(
            "hot.batchSymbols", 64, 1, 1_024, "symbols",
            "Most symbols in one script call; Redis serves nobody else while one runs.");
    static final ConfigKey<Integer> HOT_IN_FLIGHT = ConfigKey.ofInt(
            "hot.inFlightBatches", 4, 1, 64, "batches", "Most script calls sent and not yet answered.");
    static final ConfigKey<Integer> HOT_LINGER = ConfigKey.ofInt(
            "hot.lingerMicros", 200, 0, 100_000, "microseconds", "How long a change waits for others to share its script call.");
    static final ConfigKey<Integer> HOT_TIMEOUT = ConfigKey.ofInt(
            "hot.timeoutMillis", 2_000, 50, 60_000, "milliseconds", "A store silent for longer is left and connected to again.");
    static final ConfigKey<Integer> HOT_ALERT = ConfigKey.ofInt(
            "hot.alertAfterMillis", 10_000, 100, 3_600_000, "milliseconds",
            "The alert is raised when something waits and the store has answered nothing for so long.");
    static final ConfigKey<Integer> HOT_MAX_SYMBOLS = ConfigKey.ofInt(
            "hot.maxSymbols", 16_384, 1, 1_048_576, "symbols a subtask", "Symbols kept; more are refused and counted.");
    static final ConfigKey<Integer> HOT_CLOSE = ConfigKey.ofInt(
            "hot.closeMillis", 1_000, 0, 60_000, "milliseconds", "How long closing may take to send what is pending.");

    static final ConfigKey<String> HOT_TRUST = path("hot.tlsTrust", "the certificates a store's certificate is checked with");
    static final ConfigKey<String> HOT_CERTIFICATE = path("hot.tlsCertificate", "the job's own certificate chain");
    static final ConfigKey<String> HOT_KEY = path("hot.tlsKey", "the private key to it, PKCS 8");

    static final ConfigKey<Boolean> METRICS = ConfigKey.ofFlag(
            "metrics.enabled", true, "Register the job's own metrics with Flink's metric system.");

    /** All of them. */
    public static final List<ConfigKey<?>> ALL = List.of(
            JOB_NAME, PARALLELISM, MAX_PARALLELISM, BUFFER_TIMEOUT,
            BOOTSTRAP,
            RAW_TOPIC, GROUP, START_FROM, ISOLATION, BOUNDED, EXPECTED_PARTITIONS, ALIGNMENT,
            DELIVERY, TRANSACTIONAL_PREFIX, TRANSACTION_TIMEOUT, LINGER, BATCH_BYTES, COMPRESSION, SINK_OWN_THREAD,
            CHECKPOINT_INTERVAL, CHECKPOINT_TIMEOUT, CHECKPOINT_DIR, STATE_BACKEND, ROCKSDB_DIR,
            DEPTH_LEVELS, DEPTH_INTERVAL, LATEST_INTERVAL, GAP_WAIT, FEED_SILENT, SYMBOL_SILENT, EXPECTED_ORDERS, READ_AHEAD,
            HOT_KIND, HOT_INSTANCE, HOT_BATCH, HOT_IN_FLIGHT, HOT_LINGER, HOT_TIMEOUT, HOT_ALERT, HOT_MAX_SYMBOLS, HOT_CLOSE,
            HOT_TRUST, HOT_CERTIFICATE, HOT_KEY,
            METRICS);

    private static ConfigKey<String> path(final String name, final String what) {
        return ConfigKey.ofFile(name, "empty or a PEM file", "PEM file with " + what + "; empty: the JVM's.");
    }

    private ConfigKeys() {}
}
