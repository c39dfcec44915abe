package io.depthstream.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a disturbed run published what an undisturbed run over the same input did: each record once, none else.
 *
 * <p>Of topics whose records follow from the input alone, the committed streams must be equal record for record, in
 * order, symbol by symbol. Of topics that also repeat a state when a symbol goes quiet, each name may be there
 * once, and must have the content that the other run gave it, if it did, and the last state of each symbol must be the
 * same. A reader of the uncommitted records who drops the names seen before must come to the same content.
 *
 * @param committed    committed records looked at; 0 shows nothing
 * @param twice        names that are committed more than once
 * @param missing      committed by the undisturbed run alone
 * @param extra        committed by the disturbed run alone
 * @param differing    names with one content in the one place and another in another
 * @param disordered   symbols with the right records of a topic in another order
 * @param uncommitted  records that the uncommitted reader saw
 * @param dropped      of them, those it dropped as seen before
 * @param first        the first faults in words, at most {@value #MOST_LISTED}
 */
public record ExactlyOnceVerdict(
        long committed,
        long twice,
        long missing,
        long extra,
        long differing,
        long disordered,
        long uncommitted,
        long dropped,
        List<String> first) {

    /** Most faults told in words. */
    public static final int MOST_LISTED = 20;

    /** Takes a copy. */
    public ExactlyOnceVerdict {
        first = List.copyOf(first);
    }

    /**
     * Compares.
     *
     * @param undisturbed committed records of a run that nothing disturbed
     * @param committed   committed records of the disturbed run
     * @param uncommitted all records of the disturbed run, as a reader sees them who does not wait for commits
     */
    public static ExactlyOnceVerdict of(
            final List<Published> undisturbed, final List<Published> committed, final List<Published> uncommitted) {
        final Faults faults = new Faults();
        final Map<String, Published> expected = byName(undisturbed, faults);
        final Map<String, Published> found = byName(committed, faults);
        faults.compare(expected, found, "committed");
        faults.order(undisturbed, committed);
        faults.lastStates(undisturbed, committed);
        final Map<String, Published> seen = new HashMap<>();
        long dropped = 0;
        for (final Published record : uncommitted) {
            final Published before = seen.putIfAbsent(record.identity(), record);
            if (before != null) {
                dropped++;
                faults.same(before, record, "seen twice uncommitted");
            }
        }
        faults.compare(expected, seen, "seen uncommitted");
        return new ExactlyOnceVerdict(committed.size(), faults.twice, faults.missing, faults.extra, faults.differing,
            faults.disordered, uncommitted.size(), dropped, faults.words);
    }

    /** Whether nothing is wrong, and something was looked at. */
    public boolean exact() {
        return committed > 0 && twice + missing + extra + differing + disordered == 0;
    }

    private static Map<String, Published> byName(final List<Published> records, final Faults faults) {
        final Map<String, Published> byName = new HashMap<>();
        for (final Published record : records) {
            if (byName.putIfAbsent(record.identity(), record) != null) {
                faults.twice++;
                faults.tell("twice: " + record.identity());
            }
        }
        return byName;
    }

    /** Counts while it compares. */
    private static final class Faults {
        private final List<String> words = new ArrayList<>();
        private long twice;
        private long missing;
        private long extra;
        private long differing;
        private long disordered;

        private void compare(
                final Map<String, Published> expected, final Map<String, Published> found, final String where) {
            final Set<String> names = new HashSet<>(expected.keySet());
            names.addAll(found.keySet());
            for (final String name : names) {
                final Published one = expected.get(name);
                final Published other = found.get(name);
                if (one != null && other != null) {
                    same(one, other, where);
                } else if (one == null && Published.EVENT_TOPICS.contains(other.topic())) {
                    extra++;
                    tell("extra, " + where + ": " + name);
                } else if (other == null && Published.EVENT_TOPICS.contains(one.topic())) {
                    missing++;
                    tell("missing, not " + where + ": " + name);
                }
            }
        }

        private void same(final Published one, final Published other, final String where) {
            if (!one.sameContent(other)) {
                differing++;
                tell("differing, " + where + ": " + one.text() + " and " + other.text());
            }
        }

        private void order(final List<Published> undisturbed, final List<Published> committed) {
            final Map<String, List<String>> expected = bySymbol(undisturbed);
            bySymbol(committed).forEach((symbol, found) -> {
                if (!found.equals(expected.getOrDefault(symbol, Collections.emptyList())) && missing + extra + twice == 0) {
                    disordered++;
                    tell("in another order: " + symbol);
                }
            });
        }

        private static Map<String, List<String>> bySymbol(final List<Published> records) {
            final Map<String, List<String>> bySymbol = new HashMap<>();
            for (final Published record : records) {
                if (Published.EVENT_TOPICS.contains(record.topic())) {
                    bySymbol.computeIfAbsent(record.topic() + "-" + record.partition() + " " + record.symbol(), name -> new ArrayList<>())
                        .add(record.identity());
                }
            }
            return bySymbol;
        }

        private void lastStates(final List<Published> undisturbed, final List<Published> committed) {
            final Map<String, Published> expected = lastStates(undisturbed);
            final Map<String, Published> found = lastStates(committed);
            expected.forEach((symbol, last) -> {
                if (!found.containsKey(symbol)) {
                    missing++;
                    tell("missing: any state of " + symbol);
                } else {
                    same(last, found.get(symbol), "last state of " + symbol);
                }
            });
        }

        private static Map<String, Published> lastStates(final List<Published> records) {
            final Map<String, Published> last = new HashMap<>();
            for (final Published record : records) {
                if (Published.STATE_TOPICS.contains(record.topic())) {
                    last.put(record.topic() + " " + record.symbol(), record);
                }
            }
            return last;
        }

        private void tell(final String fault) {
            if (words.size() < MOST_LISTED) {
                words.add(fault);
            }
        }
    }
}
