package io.depthstream.jobs.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.config.BarPublishing;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cut by snapshots and restores anywhere, the operator publishes what an uncut one does, byte for byte. */
class AnalyticsSnapshotAnywhereTest {

    private static final AnalyticsConfig CONFIG = AnalyticsRun.CONFIG
            .withBars(List.of(10_000_000L, 1_000_000_000L), BarPublishing.ACTIVE).withMemory(64, 128);
    private static final String[] SYMBOLS = {"AAPL", "MSFT", "BRK.B", "ZZZ"};

    private record Step(List<RawBatch> records, long completeMillis) {}

    private static List<Step> steps(final long seed) {
        final Random random = new Random(seed);
        final Market market = new Market();
        final List<Step> steps = new ArrayList<>();
        long sequence = 0;
        long millis = 0;
        for (int step = 0; step < 60; step++) {
            final List<RawBatch> records = new ArrayList<>();
            if (step == 40) {
                market.session = "S2";
                sequence = 0;
            }
            for (int i = random.nextInt(25); i > 0; i--) {
                market.symbol = SYMBOLS[random.nextInt(SYMBOLS.length)];
                millis += random.nextInt(12);
                sequence++;
                final long bid = 1_000_000 + 100L * random.nextInt(30);
                market.orders = sequence / 2;
                final long shares = 1 + random.nextInt(900);
                switch (random.nextInt(8)) {
                    case 0, 1 -> records.add(market.trade(
                            sequence, millis, bid, shares, Side.values()[random.nextInt(3)]));
                    case 2 -> records.add(market.depth(sequence, millis, bid, shares, bid + 100, random.nextInt(50)));
                    case 3 -> records.add(market.broken(sequence, millis, Math.max(1, sequence - random.nextInt(40))));
                    case 4 -> records.add(market.trade(sequence, millis, TradeKind.CROSS, Side.NONE, bid, shares,
                            sequence, true, random.nextBoolean() ? "O" : "C"));
                    default -> records.add(market.top(sequence, millis, bid, shares, bid - 200 + 100L * random.nextInt(6),
                            random.nextInt(400)));
                }
            }
            // Sometimes ahead of what was sent, so that later events are late.
            final long complete = millis - 60 + random.nextInt(70);
            millis += random.nextInt(10) == 0 ? 2_000 + random.nextInt(4_000) : random.nextInt(200);
            steps.add(new Step(records, complete));
        }
        return steps;
    }

    private static Map<String, List<String>> bySymbol(final List<PublishedRecord> records) {
        final Map<String, List<String>> map = new TreeMap<>();
        for (final PublishedRecord record : records) {
            map.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>()).add(
                    record.topic() + HexFormat.of().formatHex(record.value()) + record.timestampNanos());
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,true", "3,false", "4,true", "5,false"})
    void shouldPublishWhatAnUncutOperatorDoes(final long seed, final boolean rocks) throws Exception {
        final List<Step> steps = steps(seed);
        final List<PublishedRecord> expected = new ArrayList<>();
        try (AnalyticsRun run = AnalyticsRun.fresh(CONFIG)) {
            long complete = Long.MIN_VALUE;
            for (final Step step : steps) {
                run.feed(step.records);
                complete = Math.max(complete, step.completeMillis);
                run.complete(complete);
            }
            run.finish();
            expected.addAll(run.output());
            expected.addAll(run.late());
            assertTrue(run.totals().late > 0 && run.totals().amended > 0, "the stream has late events");
        }
        final List<PublishedRecord> got = cut(steps, rocks, new Random(seed));
        assertTrue(expected.size() > 1_000, "records " + expected.size());
        assertEquals(bySymbol(expected), bySymbol(got), "seed " + seed);
    }

    /** 1, 2 or 1 subtasks in turn, each life from the snapshot of the last. */
    private static List<PublishedRecord> cut(final List<Step> steps, final boolean rocks, final Random random)
            throws Exception {
        final List<PublishedRecord> got = new ArrayList<>();
        final List<PublishedRecord> late = new ArrayList<>();
        OperatorSubtaskState snapshot = null;
        int before = 1;
        long complete = Long.MIN_VALUE;
        int next = 0;
        int life = 0;
        while (next < steps.size()) {
            final int parallelism = life++ % 2 + 1;
            final int until = Math.min(steps.size(), next + 1 + random.nextInt(12));
            final List<AnalyticsRun> runs = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                runs.add(AnalyticsRun.rescaled(snapshot, CONFIG, rocks, before, parallelism, subtask));
                if (complete != Long.MIN_VALUE) {
                    runs.get(subtask).complete(complete);
                }
            }
            for (; next < until; next++) {
                for (final RawBatch record : steps.get(next).records) {
                    final int group = KeyGroups.keyGroup(record.symbol(), AnalyticsRun.MAX_PARALLELISM);
                    runs.get(KeyGroups.subtask(group, AnalyticsRun.MAX_PARALLELISM, parallelism)).feed(record);
                }
                complete = Math.max(complete, steps.get(next).completeMillis);
                for (final AnalyticsRun run : runs) {
                    run.complete(complete);
                    if (random.nextInt(3) == 0) {
                        run.snapshot();
                    }
                }
            }
            final OperatorSubtaskState[] snapshots = new OperatorSubtaskState[parallelism];
            for (int subtask = 0; subtask < parallelism; subtask++) {
                final AnalyticsRun run = runs.get(subtask);
                if (next == steps.size()) {
                    run.finish();
                } else {
                    snapshots[subtask] = run.snapshot();
                }
                got.addAll(run.output());
                late.addAll(run.late());
                run.close();
            }
            snapshot = next == steps.size() ? null : AnalyticsRun.merge(snapshots);
            before = parallelism;
        }
        got.addAll(late);
        return got;
    }
}
