package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The promise of the whole: whatever two lines lose, repeat, delay and re-order, the output is contiguous if and only if
 * lines and re-request servers together have every message; else there is exactly one gap per hole, with its bounds.
 *
 * <p>Servers either lose requests and answers, and have everything, or lack messages, each others, answer in time and
 * have been heard before (decision 0021): then it is certain what can be had. No limit is near; what happens at the limits is in {@link RecoveryPropertyTest}.
 *
 * <p>As many cases as {@code jqwik.tries.default} says: 10,000 in {@code junit-platform.properties}, another number by
 * {@code -Djqwik.tries.default=1000000}. jqwik prints the seed of the run; a failing case names its own.
 */
class UnionPropertyTest {
    private static final long NEVER = Long.MAX_VALUE / 4;
    /** Longer than any run: a hole is found once, and so is one gap. */
    private static final long HOLE_DEADLINE = 5_000;

    @Property
    void shouldBeContiguousIffTheUnionOfLinesAndServersIsAndElseDeclareEachHoleOnce(@ForAll final long seed) {
        final RecoveryRun run = (seed & 1) == 0 ? lossy(seed) : lacking(seed);
        run.play();

        final BitSet union = run.union();
        final BitSet missing = new BitSet();
        missing.set(1, run.messages + 1);
        missing.andNot(union);
        assertEquals(holes(missing), run.listener.gaps, run::toString);
        assertEquals(union.stream().mapToObj(i -> (long) i).collect(Collectors.toList()), run.listener.delivered, run::toString);
        assertEquals(union.cardinality() == run.messages, run.listener.gaps.isEmpty(), run::toString);
    }

    private static RecoveryRun lossy(final long seed) {
        final RecoveryRun run = new RecoveryRun(seed, config(200), HOLE_DEADLINE);
        run.serverLoses = run.random.nextInt(6) * 0.1;
        return run;
    }

    private static RecoveryRun lacking(final long seed) {
        final RecoveryRun run = new RecoveryRun(seed, config(4), HOLE_DEADLINE);
        run.serverLacks = run.random.nextInt(4) * 0.1;
        run.lackApart = run.random.nextBoolean();
        run.answerTakes = 15;
        run.heardBefore = true;
        return run;
    }

    private static RetransmitConfig config(final int maxTimeouts) {
        return new RetransmitConfig(List.of(RecoveryRun.SERVER, RecoveryRun.OTHER), RecoveryRun.RECOVERY, 10, 20, 80,
                maxTimeouts, NEVER, 7, 3);
    }

    private static List<String> holes(final BitSet missing) {
        final List<String> holes = new ArrayList<>();
        for (int begin = missing.nextSetBit(0); begin >= 0; begin = missing.nextSetBit(missing.nextClearBit(begin))) {
            holes.add(begin + ".." + missing.nextClearBit(begin));
        }
        return holes;
    }
}
