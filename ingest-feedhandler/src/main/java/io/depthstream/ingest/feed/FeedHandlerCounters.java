package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.ArbiterConfig;
import io.depthstream.ingest.session.ArbiterCounter;
import io.depthstream.ingest.session.LineArbiter;
import io.depthstream.ingest.session.LineCounter;
import io.depthstream.ingest.session.RetransmitClient;
import io.depthstream.ingest.session.RetransmitCounter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.AtomicHistogram;

/**
 * What a feed handler has done since it started.
 *
 * <p>Each counter has one writer (the handler's thread; {@link #acknowledged} and {@link #sendFailures} the producer's
 * thread) and is bumped by a plain read and an ordered store, which costs the hot path no locked instruction. Any
 * thread may read at any time; several counters read one after the other are not of one moment. No allocation but in
 * {@link #deadLettersByReason} and {@link #toString}.
 */
public final class FeedHandlerCounters {
    /** Longest recovery told apart: the longest deadline that may be configured, and its overrun. */
    static final long MAX_RECOVERY_MICROS = 120_000_000;

    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong packetBytes = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong gapEvents = new AtomicLong();
    private final AtomicLong breachEvents = new AtomicLong();
    private final AtomicLong snapshots = new AtomicLong();
    private final AtomicLong snapshotEvents = new AtomicLong();
    private final AtomicLong snapshotFailures = new AtomicLong();
    private final AtomicLong snapshotHoldNanos = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong batchBytes = new AtomicLong();
    private final AtomicLong references = new AtomicLong();
    private final AtomicLong referencesRestored = new AtomicLong();
    private final AtomicLong referencesStale = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong sendFailures = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong missedMessages = new AtomicLong();
    private final AtomicLong heartbeats = new AtomicLong();
    private final AtomicLong endsOfSession = new AtomicLong();
    private final AtomicLong blockedNanos = new AtomicLong();
    private final AtomicLong symbols = new AtomicLong();
    private final AtomicLong pendingEvents = new AtomicLong();
    private final AtomicLong lastReceiveNanos = new AtomicLong();
    private final AtomicLongArray deadLetters = new AtomicLongArray(DeadLetterReason.values().length);
    private final AtomicLongArray flushes = new AtomicLongArray(FlushReason.values().length);
    private final AtomicHistogram recoveryMicros = new AtomicHistogram(MAX_RECOVERY_MICROS, 2);
    private final AtomicLong lateMessages = new AtomicLong();
    private final AtomicLong provenSymbols = new AtomicLong();
    private final AtomicLong heartbeatsPublished = new AtomicLong();
    private final AtomicLongArray silentLines = new AtomicLongArray(ArbiterConfig.MAX_LINES);
    private volatile boolean feedSilent;
    private volatile LineArbiter arbiter;
    private volatile RetransmitClient recovery;
    private volatile int lines;

    FeedHandlerCounters() {
    }

    /** Says what counts per line, and how many lines it merges. */
    void lines(final LineArbiter merging, final int merged) {
        arbiter = merging;
        lines = merged;
    }

    /** Says what counts re-requests; its answers are the arbiter's line above the source's. */
    void recovery(final RetransmitClient client) {
        recovery = client;
    }

    /** A hole was filled by an answer, so long after it opened. */
    void onRecovered(final long latencyNanos) {
        recoveryMicros.recordValue(Math.max(0, Math.min(MAX_RECOVERY_MICROS, latencyNanos / 1_000)));
    }

    private static void add(final AtomicLong counter, final long amount) {
        counter.setRelease(counter.getPlain() + amount);
    }

    private static void add(final AtomicLongArray counters, final int index, final long amount) {
        counters.setRelease(index, counters.getPlain(index) + amount);
    }

    void onPacket(final int length, final long receiveTimeNanos) {
        add(packets, 1);
        add(packetBytes, length);
        lastReceiveNanos.setRelease(receiveTimeNanos);
    }

    void onMessage() {
        add(messages, 1);
    }

    void onEvent() {
        add(events, 1);
    }

    void onGapEvent() {
        add(gapEvents, 1);
    }

    void onBreachEvent() {
        add(breachEvents, 1);
    }

    void onSnapshotEvent() {
        add(snapshotEvents, 1);
    }

    void onSnapshot(final long heldNanos) {
        add(snapshots, 1);
        add(snapshotHoldNanos, heldNanos);
    }

    void onSnapshotFailure() {
        add(snapshotFailures, 1);
    }

    void onBatch(final int bytes) {
        add(batches, 1);
        add(batchBytes, bytes);
    }

    void onReference() {
        add(references, 1);
    }

    void onReferenceRestored() {
        add(referencesRestored, 1);
    }

    void onReferenceStale() {
        add(referencesStale, 1);
    }

    void onAcknowledged() {
        add(acknowledged, 1);
    }

    void onSendFailure() {
        sendFailures.incrementAndGet();
    }

    void onGap(final long missed) {
        add(gaps, 1);
        add(missedMessages, missed);
    }

    void onHeartbeat() {
        add(heartbeats, 1);
    }

    void onLateMessage() {
        add(lateMessages, 1);
    }

    void onGapProven(final long symbols) {
        add(provenSymbols, symbols);
    }

    void onHeartbeatPublished() {
        add(heartbeatsPublished, 1);
    }

    void lineSilent(final int line, final boolean silent) {
        silentLines.setRelease(line, silent ? 1 : 0);
    }

    void feedSilent(final boolean silent) {
        feedSilent = silent;
    }

    void onEndOfSession() {
        add(endsOfSession, 1);
    }

    void onBlocked(final long nanos) {
        add(blockedNanos, nanos);
    }

    void onDeadLetter(final DeadLetterReason reason) {
        add(deadLetters, reason.ordinal(), 1);
    }

    void onFlush(final FlushReason reason) {
        add(flushes, reason.ordinal(), 1);
    }

    void symbols(final long known) {
        symbols.setRelease(known);
    }

    void pendingEvents(final long pending) {
        pendingEvents.setRelease(pending);
    }

    /** Packets taken from the source, of all lines. */
    public long packets() {
        return packets.getAcquire();
    }

    /** Bytes of those packets, without their network headers. */
    public long packetBytes() {
        return packetBytes.getAcquire();
    }

    /** Messages after arbitration: each sequence once. */
    public long messages() {
        return messages.getAcquire();
    }

    /** Venue events put into batches: one for every valid message. */
    public long events() {
        return events.getAcquire();
    }

    /** Gap notices put into batches: one a symbol and gap; not in {@link #events}. */
    public long gapEvents() {
        return gapEvents.getAcquire();
    }

    /** Notices of a breached circuit breaker put into symbols' batches: one a symbol and breach; not in {@link #events}. */
    public long breachEvents() {
        return breachEvents.getAcquire();
    }

    /** Snapshots of the whole book taken and published. */
    public long snapshots() {
        return snapshots.getAcquire();
    }

    /** Events put into the batches of those snapshots; not in {@link #events}. */
    public long snapshotEvents() {
        return snapshotEvents.getAcquire();
    }

    /** Spins that broke off or could not be used, each followed by another attempt or by giving up. */
    public long snapshotFailures() {
        return snapshotFailures.getAcquire();
    }

    /** How long the stream was held for those snapshots in all, nanoseconds. */
    public long snapshotHoldNanos() {
        return snapshotHoldNanos.getAcquire();
    }

    /** Batches handed to the producer. */
    public long batches() {
        return batches.getAcquire();
    }

    /** Bytes of those batches, before compression. */
    public long batchBytes() {
        return batchBytes.getAcquire();
    }

    /** Directory entries published. */
    public long references() {
        return references.getAcquire();
    }

    /** Directory entries of the trading day read back at start. */
    public long referencesRestored() {
        return referencesRestored.getAcquire();
    }

    /** Directory entries of other days or venues that were passed over at start. */
    public long referencesStale() {
        return referencesStale.getAcquire();
    }

    /** Records the broker has acknowledged, of every topic. */
    public long acknowledged() {
        return acknowledged.getAcquire();
    }

    /** Records the broker has refused for good; the first stops the handler. */
    public long sendFailures() {
        return sendFailures.getAcquire();
    }

    /** Gaps that neither line filled. */
    public long gaps() {
        return gaps.getAcquire();
    }

    /** Messages missing in those gaps. */
    public long missedMessages() {
        return missedMessages.getAcquire();
    }

    /** Heartbeats, of all lines. */
    public long heartbeats() {
        return heartbeats.getAcquire();
    }

    /** Different messages of declared gaps that came late. */
    public long lateMessages() {
        return lateMessages.getAcquire();
    }

    /** Symbols that were proven not to be touched by a gap, for all gaps together. */
    public long provenSymbols() {
        return provenSymbols.getAcquire();
    }

    /** Heartbeats written to the raw topic, each to every subtask of a reader. */
    public long heartbeatsPublished() {
        return heartbeatsPublished.getAcquire();
    }

    /** Whether a line brings nothing, not even a heartbeat, though the session lives. */
    public boolean lineSilent(final int line) {
        return silentLines.getAcquire(line) == 1;
    }

    /** Whether no line brings anything. */
    public boolean feedSilent() {
        return feedSilent;
    }

    /** Messages that some line or server brought and this line has not, or not yet. */
    public long missingOnLine(final int line) {
        return arbiter.missingOnLine(line);
    }

    /** Ends of session seen. */
    public long endsOfSession() {
        return endsOfSession.getAcquire();
    }

    /** How long the loop stood still because the producer's buffer was full, nanoseconds. */
    public long blockedNanos() {
        return blockedNanos.getAcquire();
    }

    /** Symbols known, the market as a whole included. */
    public long symbols() {
        return symbols.getAcquire();
    }

    /** Events that wait in open batches, as of the last poll. */
    public long pendingEvents() {
        return pendingEvents.getAcquire();
    }

    /** Receive stamp of the newest packet, nanoseconds since the epoch, UTC; 0 before the first. */
    public long lastReceiveNanos() {
        return lastReceiveNanos.getAcquire();
    }

    /** Lines merged. */
    public int lines() {
        return lines;
    }

    /** What the arbiter counts for a line, 0 to {@link #lines()} exclusive. */
    public long line(final int line, final LineCounter counter) {
        return arbiter.lineCounters(line).get(counter);
    }

    /** What the arbiter counts over all lines. */
    public long arbiter(final ArbiterCounter counter) {
        return arbiter.counters().get(counter);
    }

    /** Whether lost messages are asked for. */
    public boolean recovering() {
        return recovery != null;
    }

    /** What the re-request client counts; 0 where there is none. */
    public long recovery(final RetransmitCounter counter) {
        final RetransmitClient client = recovery;
        return client == null ? 0 : client.counters().get(counter);
    }

    /** Request packets sent. */
    public long recoveryRequests() {
        return recovery(RetransmitCounter.REQUESTS);
    }

    /** Messages that neither line had brought when a server did. */
    public long recoveredMessages() {
        return recovery(RetransmitCounter.RECOVERED);
    }

    /** Runs of messages that no server gave in time. */
    public long recoveryFailedRanges() {
        return recovery(RetransmitCounter.FAILED_RANGES);
    }

    /** Holes that an answer filled, wholly or in part: the samples of {@link #recoveryMicros}. */
    public long recoveries() {
        return recoveryMicros.getTotalCount();
    }

    /**
     * How long a hole had been open when an answer filled it, microseconds, to two digits; 0 before the first.
     *
     * @param percentile 0 to 100; 100 is the longest
     */
    public long recoveryMicros(final double percentile) {
        return recoveryMicros.getValueAtPercentile(percentile);
    }

    /** Highest sequence of the present session that any line or server brought, whether or not one below it is missing. */
    public long highestSequence() {
        return arbiter(ArbiterCounter.HIGHEST_SEQUENCE);
    }

    /** Messages that came again, of all lines. */
    public long duplicates() {
        long sum = 0;
        for (int line = 0; line < lines; line++) {
            sum += line(line, LineCounter.DUPLICATES);
        }
        return sum;
    }

    /** Inputs parked for that reason. */
    public long deadLetters(final DeadLetterReason reason) {
        return deadLetters.getAcquire(reason.ordinal());
    }

    /** Inputs parked, for all reasons. */
    public long deadLetters() {
        return sum(deadLetters);
    }

    /** Flushes for that reason. */
    public long flushes(final FlushReason reason) {
        return flushes.getAcquire(reason.ordinal());
    }

    /** Inputs parked by reason; reasons that never occurred are left out. */
    public Map<DeadLetterReason, Long> deadLettersByReason() {
        final Map<DeadLetterReason, Long> counts = new EnumMap<>(DeadLetterReason.class);
        for (final DeadLetterReason reason : DeadLetterReason.values()) {
            if (deadLetters(reason) > 0) {
                counts.put(reason, deadLetters(reason));
            }
        }
        return counts;
    }

    private static long sum(final AtomicLongArray counters) {
        long sum = 0;
        for (int i = 0; i < counters.length(); i++) {
            sum += counters.getAcquire(i);
        }
        return sum;
    }

    @Override
    public String toString() {
        return "packets=" + packets() + " messages=" + messages() + " events=" + events() + " batches=" + batches()
            + " duplicates=" + duplicates() + " gaps=" + gaps() + " missed=" + missedMessages()
            + " recovered=" + recoveredMessages() + " deadLetters="
            + deadLettersByReason() + " symbols=" + symbols() + " blockedMillis=" + blockedNanos() / 1_000_000;
    }
}
