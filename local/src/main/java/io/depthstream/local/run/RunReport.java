package io.depthstream.local.run;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depthstream.local.check.live.LiveCheckTotals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param sent messages the venue sent, each counted once whatever the number of lines
 * @param applied events the order-book job applied, as the committed books say
 * @param bySnapshot messages the feed handler did not publish because a snapshot had them
 * @param symbols symbols with a book
 * @param duplicates messages that came again, on the other line or from Kafka, and changed nothing
 * @param gaps holes in the sequence that nothing filled
 * @param deadLetters records parked on the dead-letter topic
 * @param levels price levels of the true books; none means that nothing could be compared
 * @param differences price levels that differ from the truth; a missing symbol counts all its levels
 * @param unflaggedDifferences those of them in books that claim to be good
 * @param recovered messages that both lines lost and a re-request server gave
 * @param recoveryP50Micros median time from the loss noticed to the answer, microseconds; null where nothing was asked for
 * @param recoveryP99Micros 99th percentile of the same
 * @param p50Micros median time from packet in to Redis subscriber, microseconds, the first five seconds of a longer run
 *     left out, in which the Java machine warms up; null where it can't be told, because
 *     the packets carry the receive stamps of a capture
 * @param p99Micros 99th percentile of the same
 * @param ratePerSecond applied events over the time from first packet to last applied event
 * @param more what a run measured besides, by key, in the order it is shown; see {@link #with}
 */
public record RunReport(
    long sent,
    long applied,
    long bySnapshot,
    long symbols,
    long duplicates,
    long gaps,
    long deadLetters,
    long levels,
    long differences,
    long unflaggedDifferences,
    long recovered,
    Long recoveryP50Micros,
    Long recoveryP99Micros,
    Long p50Micros,
    Long p99Micros,
    long ratePerSecond,
    Map<String, Object> more) {

    private static final String LIVE_DIFFERENT = "liveDifferent";
    private static final String STORES = "stores";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Returns the books that differed from the venue's while the run went on, as the live check says; 0 without one. */
    public long liveDifferent() {
        return more.get(LIVE_DIFFERENT) instanceof Long different ? different : 0;
    }

    /** Returns the same report with what a live check found. */
    RunReport with(final LiveCheckTotals live) {
        return with("liveChecks", live.rounds()).with("liveChecksFailed", live.failed()).with("liveOk", live.ok())
            .with("liveInconclusive", live.inconclusive()).with(LIVE_DIFFERENT, live.different());
    }

    /** Returns the same report with one thing more that was measured: a key of its own in the JSON, a line in the table. */
    public RunReport with(final String key, final Object value) {
        final Map<String, Object> longer = new LinkedHashMap<>(more);
        longer.put(key, value);
        return new RunReport(sent, applied, bySnapshot, symbols, duplicates, gaps, deadLetters, levels, differences, unflaggedDifferences,
            recovered, recoveryP50Micros, recoveryP99Micros, p50Micros, p99Micros, ratePerSecond, longer);
    }

    /** Returns the same report with what a cold store holds beside the truth, under {@code stores}. */
    public RunReport withStore(final String name, final StoreReport held) {
        final Map<String, Object> stores = new LinkedHashMap<>();
        if (more.get(STORES) instanceof Map<?, ?> before) {
            before.forEach((store, report) -> stores.put(store.toString(), report));
        }
        stores.put(name, held);
        return with(STORES, stores);
    }

    /** Returns whether every store that was compared holds exactly the truth. */
    public boolean storesExact() {
        return !(more.get(STORES) instanceof Map<?, ?> stores)
            || stores.values().stream().allMatch(store -> store instanceof StoreReport held && held.exact());
    }

    /** Returns what was measured besides. */
    @JsonAnyGetter
    public Map<String, Object> more() {
        return more;
    }

    /**
     * Returns whether every message arrived, itself or in a snapshot, and every book is exact. With two publishers an event
     * that one skipped for a snapshot may have come from the other.
     */
    public boolean exact() {
        return sent > 0 && applied <= sent && applied + bySnapshot >= sent && levels > 0 && differences == 0;
    }

    /** Returns whether what is missing is known to be missing: no book that claims to be good differs from the truth. */
    public boolean honest() {
        return sent > 0 && (exact() || gaps > 0) && unflaggedDifferences == 0;
    }

    /**
     * Writes the report as one JSON object.
     *
     * @throws UncheckedIOException when the file can't be written
     */
    public void write(final Path file) {
        final ObjectNode json = JSON.valueToTree(this);
        try {
            Files.writeString(file, JSON.writeValueAsString(json) + System.lineSeparator());
        } catch (final IOException e) {
            throw new UncheckedIOException("report could not be written to " + file, e);
        }
    }

    /** Returns the report as aligned lines for a person. */
    public String table() {
        final StringBuilder lines = new StringBuilder("""
            sent            %,15d   messages, lines A and B counted once
            applied         %,15d   events, as the committed books say
            by snapshot     %,15d   messages that came in a snapshot and not themselves
            symbols         %,15d
            duplicates      %,15d   second copies, ignored
            gaps            %,15d
            dead letters    %,15d
            levels          %,15d   price levels of books rebuilt from what was sent
            differences     %,15d   of them
            unflagged       %,15d   of them in books that claim to be good
            recovered       %,15d   messages both lines lost, re-requested
            recovery p50    %15s   microseconds
            recovery p99    %15s
            latency p50     %15s   microseconds, packet in to Redis subscriber, after 5 s
            latency p99     %15s
            rate            %,15d   events a second
            """.formatted(sent, applied, bySnapshot, symbols, duplicates, gaps, deadLetters, levels, differences,
            unflaggedDifferences, recovered, micros(recoveryP50Micros), micros(recoveryP99Micros), micros(p50Micros),
            micros(p99Micros), ratePerSecond));
        more.forEach((key, value) -> lines.append("%-31s %15s%n".formatted(key, value)));
        return lines.toString();
    }

    private static String micros(final Long value) {
        return value == null ? "not measured" : "%,d".formatted(value);
    }
}
