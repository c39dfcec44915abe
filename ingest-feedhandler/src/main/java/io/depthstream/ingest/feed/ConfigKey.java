package io.depthstream.ingest.feed;

import io.depthstream.ingest.feed.ValueRule.Day;
import io.depthstream.ingest.feed.ValueRule.OneOf;
import io.depthstream.ingest.feed.ValueRule.Optional;
import io.depthstream.ingest.feed.ValueRule.ReadBy;
import io.depthstream.ingest.feed.ValueRule.Text;
import io.depthstream.ingest.feed.ValueRule.Whole;
import io.depthstream.ingest.packet.LineMap;
import io.depthstream.ingest.packet.ReplaySpeed;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;

/**
 * Every key of the feed handler's configuration: its name, default, allowed values and what it is for.
 *
 * <p>The table in the module's README is checked against this enum by a test.
 */
public enum ConfigKey {
    VENUE("venue", "XNAS", new Text("[A-Z0-9]{4}", "an ISO 10383 code such as XNAS"),
        "Market identifier that stands in every record."),
    TRADING_DATE("trading-date", Day.TODAY, new Day(),
        "Day of the stream's stamps, in New York; directory entries of other days are ignored."),
    PUBLISHER("publisher", "feedhandler-1", new Text("[A-Za-z0-9._-]{1,64}", "1 to 64 of letters, digits, . _ -"),
        "Name of this handler in every batch; two handlers of one feed need two names."),

    SOURCE_KIND("source.kind", "udp", OneOf.of("udp", "afxdp", "recvmmsg", "file"),
        "Where packets come from: sockets (afxdp and recvmmsg fall back to udp), or a file (pcap, pcapng, ITCH, also gzip)."),
    SOURCE_LINES("source.lines", "127.0.0.1:26400,127.0.0.1:26401", new ReadBy(ConfiguredSource::lineAddresses,
        "1 to 8 of address:port or group:port@interface, separated by commas"),
        "Addresses of line A, line B …; a multicast group is joined on its interface."),
    SOURCE_RECEIVE_BUFFER("source.receive-buffer-bytes", "8388608", new Whole(4096, 1_073_741_824),
        "Socket buffer asked of the system for each line: what arrives while the loop stands still."),
    SOURCE_FILE("source.file", "", new Text(".*", "a path"),
        "The file of source.kind file."),
    SOURCE_FILE_LINES("source.file-lines", "", new Optional(new ReadBy(LineMap::parse,
        "rules [address:]port=line, separated by commas")),
        "Which line a captured packet came by, told by its destination; nothing: all are line 0."),
    SOURCE_SPEED("source.speed", "max", new ReadBy(ReplaySpeed::parse, "max, real, or a factor such as 10"),
        "How fast a file is replayed."),

    AFXDP_MODE("source.afxdp.mode", "poll", OneOf.of("spin", "poll", "busy-poll"),
        "How source.kind afxdp waits: burning a core, woken by the kernel, or driving the driver (where it can be)."),
    AFXDP_ATTACH("source.afxdp.attach", "auto", OneOf.of("auto", "native", "generic"),
        "Where its program sits: in the driver, in the kernel's generic path, or the first of them that works."),
    AFXDP_QUEUES("source.afxdp.queues", "all", new Text("all|\\d{1,2}(,\\d{1,2})*", "all, or numbers separated by commas"),
        "Receive queues of each interface that get a socket."),
    AFXDP_FRAMES("source.afxdp.frames", "4096",
        OneOf.of("64", "128", "256", "512", "1024", "2048", "4096", "8192", "16384", "32768", "65536"),
        "Frames of memory for each queue: what arrives while the loop stands still."),
    AFXDP_FRAME_BYTES("source.afxdp.frame-bytes", "2048", OneOf.of("2048", "4096"),
        "Bytes of a frame: 4096 for packets over 1,700 bytes."),
    AFXDP_HUGE_PAGES("source.afxdp.huge-pages", "false", OneOf.of("true", "false"),
        "Whether frames should lie on huge pages; ordinary ones are taken where there are none."),
    RECVMMSG_MODE("source.recvmmsg.mode", "block", OneOf.of("spin", "block"),
        "How source.kind recvmmsg waits: burning a core, or woken by the kernel."),

    KAFKA_BOOTSTRAP("kafka.bootstrap", "127.0.0.1:9092",
        new Text("[^,\\s]+:\\d{1,5}(\\s*,\\s*[^,\\s]+:\\d{1,5})*", "host:port, separated by commas"),
        "Brokers to start from."),
    KAFKA_COMPRESSION("kafka.compression", "none", OneOf.of("none", "lz4"),
        "Compression of what is produced: none on loopback, lz4 over a network."),
    KAFKA_LINGER("kafka.linger-millis", "1", new Whole(0, 1000),
        "How long the producer may wait to fill a request."),
    KAFKA_BATCH_BYTES("kafka.batch-bytes", "262144", new Whole(1024, 8_388_608),
        "Most bytes of one partition in one produce batch."),
    KAFKA_BUFFER_BYTES("kafka.buffer-bytes", "67108864", new Whole(1_048_576, 4_294_967_296L),
        "Bytes waiting for the broker; when they are full the handler stops reading."),
    KAFKA_MAX_BLOCK("kafka.max-block-seconds", "60", new Whole(1, 3600),
        "How long a full buffer is waited for before the handler stops with an error."),
    KAFKA_DELIVERY_TIMEOUT("kafka.delivery-timeout-seconds", "120", new Whole(1, 3600),
        "How long one record is retried before the handler stops with an error."),

    TOPIC_RAW("topic.raw", Topics.RAW_XNAS, topic(), "Where batches go."),
    TOPIC_REFERENCE("topic.reference", Topics.REFERENCE, topic(), "Where directory entries go and are read back from."),
    TOPIC_DLQ("topic.dlq", Topics.DLQ, topic(), "Where input goes that cannot be used."),
    MAX_PARALLELISM("max-parallelism", String.valueOf(KeyGroups.DEFAULT_MAX_PARALLELISM), new Whole(1, 32_768),
        "Flink's maximum parallelism, which the partition of a symbol is reckoned with."),

    BATCH_EVENTS("batch.max-events-per-symbol", "256", new Whole(1, 65_536),
        "A symbol's batch is sent when it holds so many events."),
    BATCH_BYTES("batch.max-bytes-per-symbol", "16384", new Whole(256, 524_288),
        "A symbol's batch is sent when it holds so many bytes."),
    BATCH_PENDING("batch.max-pending-events", "8192", new Whole(1, 1_048_576),
        "Everything is sent when so many events of all symbols wait."),
    BATCH_LINGER("batch.max-linger-micros", "1000", new Whole(0, 1_000_000),
        "Everything is sent when the oldest event has waited so long, though the input never drains."),
    BATCH_COMPANY("batch.min-linger-micros", "0", new Whole(0, 1_000_000),
        "How long an event waits for others of its symbol though the input has drained: more throughput for more delay."),

    LOOP_IDLE("loop.idle", "park", OneOf.of("spin", "yield", "park", "doze"),
        "What the loop does when nothing arrives: spin burns a core for the least delay, doze sleeps 0.1 ms at once and"
            + " leaves the core to others."),
    LOOP_CPU("loop.cpu", "", new Optional(new Whole(0, 1023)),
        "Processor that the loop's thread is tied to, with any source (needs Java 25); nothing: the system chooses."),
    LOOP_PACKETS("loop.packets-per-poll", "16", new Whole(1, 4096),
        "Packets taken from the source before limits are looked at again."),
    ARBITER_DEADLINE("arbiter.hole-deadline-micros", "20000", new Whole(0, 60_000_000),
        "How long a missing message is waited for on the other lines before it counts as a gap."),
    ARBITER_PACKETS("arbiter.max-held-packets", "4096", new Whole(1, 1_048_576),
        "Packets held while one before them is missing; more make it a gap at once."),
    ARBITER_BYTES("arbiter.max-held-bytes", "8388608", new Whole(65_536, 1_073_741_824),
        "Memory for those packets."),
    ARBITER_JUMP("arbiter.max-jump", "16777216", new Whole(1, 1L << 40),
        "Messages a single packet may be ahead of all others without a second one to confirm it."),
    ARBITER_SILENCE("arbiter.session-silence-millis", "2000", new Whole(0, 3_600_000),
        "How long a session is silent before another may replace it without its end having been seen."),
    ARBITER_JOIN("arbiter.join-at", "first-seen", OneOf.of("first-seen", "session-start"),
        "Whether a handler that starts in mid-day takes what it missed for a gap (session-start) or not."),

    RECOVERY_SERVERS("recovery.servers", "", new Optional(new ReadBy(HostPort::list,
        "1 to 8 of host:port, separated by commas")),
        "MoldUDP64 re-request servers, asked in this order; nothing: a hole no line fills is a gap."),
    RECOVERY_SETTLE("recovery.settle-micros", "1000", new Whole(0, 1_000_000),
        "How long a hole is left to the other line before it is asked for."),
    RECOVERY_TIMEOUT("recovery.request-timeout-micros", "5000", new Whole(1, 10_000_000),
        "How long the first request waits for an answer; doubled with each that brings nothing, up to 20 times this."),
    RECOVERY_RETRIES("recovery.retries", "7", new Whole(0, 1000),
        "Requests in a row that may bring nothing, after the first, each to the next server, before giving up."),
    RECOVERY_DEADLINE("recovery.deadline-micros", "500000", new Whole(1, 60_000_000),
        "How long a hole is asked for, whatever the retries: the longest that a loss may hold the stream up."),
    RECOVERY_OUTSTANDING("recovery.max-outstanding", "8", new Whole(1, 64),
        "Requests under way at once."),
    RECOVERY_MESSAGES("recovery.max-messages-per-request", "40", new Whole(1, 65_534),
        "Messages asked for at once; a server answers with one packet, however many were asked for."),
    RECOVERY_LATE("recovery.late-millis", "10000", new Whole(0, 600_000),
        "How long a declared gap is asked for still, to prove which symbols it did not touch; 0: not at all."),

    SNAPSHOT_SERVER("snapshot.server", "", new Optional(new ReadBy(HostPort::parse, "host:port")),
        "GLIMPSE server: joined by when arbiter.join-at is first-seen, asked after a gap and on request; nothing: none."),
    SNAPSHOT_USER("snapshot.user", "depth", new Text("[!-~]{0,6}", "at most 6 ASCII characters"),
        "SoupBinTCP user name."),
    SNAPSHOT_PASSWORD("snapshot.password", "", new Text("[!-~]{0,10}", "at most 10 ASCII characters"),
        "SoupBinTCP password."),
    SNAPSHOT_TIMEOUT("snapshot.timeout-millis", "30000", new Whole(1, 600_000),
        "How long one spin may take, login included; the stream is held meanwhile."),
    SNAPSHOT_ATTEMPTS("snapshot.attempts", "3", new Whole(1, 100),
        "Spins tried before the stream goes on without."),
    SNAPSHOT_MAX_BYTES("snapshot.max-bytes", "268435456", new Whole(4096, 1_073_741_824),
        "Longest spin taken, in memory while it comes."),
    SNAPSHOT_AFTER_GAP("snapshot.after-gap", "true", OneOf.of("true", "false"),
        "Whether a gap is followed by a snapshot, which heals the books it left in doubt."),
    SNAPSHOT_INTERVAL("snapshot.min-interval-millis", "5000", new Whole(0, 3_600_000),
        "Least time between the end of one snapshot and the beginning of the next."),

    FEED_SILENT("feed.silent-millis", "3000", new Whole(100, 3_600_000),
        "How long a line may bring nothing, not even a heartbeat, before it counts as silent; MoldUDP64 has one a second."),
    HEARTBEAT_INTERVAL("heartbeat.interval-millis", "1000", new Whole(0, 3_600_000),
        "How often a handler that hears its lines says so on the raw topic; 0: never, and books are never STALE for silence."),

    DLQ_WATCH("dlq.watch-seconds", "60", new Whole(0, 86_400),
        "How often the dead letters are looked at, so that none is deleted by retention before an alert; 0: never."),
    DLQ_ALERT_PERCENT("dlq.alert-percent", "50", new Whole(1, 90),
        "Part of the topic's retention that the oldest unhandled letter may be old before it is an alert."),
    DLQ_ALERT_BACKLOG("dlq.alert-backlog", "1000", new Whole(1, DeadLetterWatch.MOST_COUNTED),
        "Unhandled letters above which it is an alert, whatever their age."),

    REFERENCE_READ_BACK("reference.read-back", "true", OneOf.of("true", "false"),
        "Whether the day's directory is read from Kafka at start, so that the handler may start in mid-day."),
    REFERENCE_TIMEOUT("reference.read-back-seconds", "30", new Whole(1, 3600),
        "How long that may take before the handler refuses to start."),
    CLOSE_DRAIN("close.drain-millis", "1000", new Whole(0, 600_000),
        "How long a closing handler goes on taking in what the source has at hand."),
    CLOCK_MAX_ERROR("clock.max-error-micros", "1000", new Whole(1, 1_000_000_000),
        "Largest error of the system clock, as its discipline reckons it, at which receive times count as good."),
    METRICS_PORT("metrics.port", "0", new Whole(0, 65_535),
        "Loopback port of the Prometheus endpoint; 0: none."),
    CONTROL_PORT("control.port", "0", new Whole(0, 65_535),
        "Loopback port that takes commands over HTTP, such as a resync; 0: none.");

    /** Keys that begin so go to the Kafka clients as they are, without the prefix. */
    public static final String CLIENT_PREFIX = "kafka.client.";

    private final String key;
    private final String defaultValue;
    private final ValueRule rule;
    private final String purpose;

    ConfigKey(final String key, final String defaultValue, final ValueRule rule, final String purpose) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.rule = rule;
        this.purpose = purpose;
    }

    private static Text topic() {
        return new Text("[a-zA-Z0-9._-]{1,249}", "a Kafka topic name");
    }

    /** The key as it is written. */
    public String key() {
        return key;
    }

    /** The value that holds when nothing is written. */
    public String defaultValue() {
        return defaultValue;
    }

    /** The allowed values, in words. */
    public String allowed() {
        return rule.allowed();
    }

    /** What the key is for. */
    public String purpose() {
        return purpose;
    }

    boolean accepts(final String value) {
        return rule.accepts(value);
    }
}
