package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Two lines that lose, repeat, delay and re-order, and a re-request server that loses requests and answers, lacks
 * messages and answers with what fits a packet; all on a clock that the test sets.
 *
 * <p>jqwik prints the seed of the run; a failing case names its own.
 */
class RecoveryPropertyTest {

    /** Whatever happens, what reached the arbiter in time is delivered, and the rest is declared, each number once. */
    @Property(tries = 10_000)
    void shouldBeContiguousIffLinesAndServerTogetherAre(@ForAll final long seed) {
        final RecoveryRun run = new RecoveryRun(seed, config(2 + new Random(seed).nextInt(6), 200 + new Random(seed).nextInt(3_000)));
        run.serverLacks = 0.1;
        run.serverLoses = run.random.nextDouble();
        run.play();

        final BitSet missing = new BitSet();
        missing.set(1, run.messages + 1);
        missing.andNot(run.arrived);
        assertEquals(run.arrived.stream().mapToObj(i -> (long) i).toList(), run.listener.delivered, run::toString);
        assertEquals(runs(missing), merged(run.listener.gaps), run::toString);
        assertEquals(missing.isEmpty(), run.listener.gaps.isEmpty(), run::toString);
        assertEquals(0, run.client.outstanding(), run::toString);
    }

    /** A server that has everything, loses half of what passes and is asked often enough fills every hole. */
    @Property(tries = 10_000)
    void shouldRecoverEverythingFromAWholeServer(@ForAll final long seed) {
        final RecoveryRun run = new RecoveryRun(seed, config(1_000, Long.MAX_VALUE / 4));
        run.serverLoses = 0.5;
        run.play();

        assertEquals(List.of(), run.listener.gaps, run::toString);
        assertEquals(run.messages, run.listener.delivered.size(), run::toString);
        final long lostOnBoth = run.messages - run.onLines.cardinality();
        assertTrue(run.client.counters().get(RetransmitCounter.RECOVERED) >= lostOnBoth, run::toString);
        assertEquals(run.client.counters().get(RetransmitCounter.LATENCY_SAMPLES), run.latencies.size());
        assertTrue(run.latencies.stream().allMatch(nanos -> nanos >= 0), run::toString);
    }

    private static RetransmitConfig config(final int maxTimeouts, final long deadline) {
        return new RetransmitConfig(List.of(RecoveryRun.SERVER, RecoveryRun.OTHER), RecoveryRun.RECOVERY, 10, 20, 80, maxTimeouts, deadline, 7, 3);
    }

    private static List<String> runs(final BitSet set) {
        final List<String> runs = new ArrayList<>();
        for (int begin = set.nextSetBit(0); begin >= 0; begin = set.nextSetBit(set.nextClearBit(begin))) {
            runs.add(begin + ".." + set.nextClearBit(begin));
        }
        return runs;
    }

    /** Neighbours as one: a hole that opens right behind a declared gap is a gap of its own. */
    private static List<String> merged(final List<String> gaps) {
        final BitSet all = new BitSet();
        for (final String gap : gaps) {
            final int begin = Integer.parseInt(gap.substring(0, gap.indexOf('.')));
            final int end = Integer.parseInt(gap.substring(gap.lastIndexOf('.') + 1));
            assertTrue(all.get(begin, end).isEmpty(), "declared twice: " + gaps);
            all.set(begin, end);
        }
        return runs(all);
    }
}
