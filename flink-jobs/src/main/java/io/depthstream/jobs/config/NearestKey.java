package io.depthstream.jobs.config;

import java.util.List;
import java.util.Locale;

/** Finds the known key that an unknown one was probably meant to be: least edits, case aside. */
final class NearestKey {

    /** Longest name compared; a longer one is cut, so that a hostile argument costs nothing. */
    private static final int MAX_LENGTH = 100;

    private NearestKey() {}

    /** Name of the nearest key by edit distance; the first in the table where several are as near. */
    static String to(final String unknown, final List<ConfigKey<?>> keys) {
        final String cut = unknown.substring(0, Math.min(unknown.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (final ConfigKey<?> key : keys) {
            final String known = key.name().toLowerCase(Locale.ROOT);
            // A key given without its section is still meant: "intervalMillis" for "checkpoint.intervalMillis".
            final int edits = Math.min(distance(cut, known), distance(cut, known.substring(known.indexOf('.') + 1)));
            if (edits < least) {
                least = edits;
                nearest = key.name();
            }
        }
        return nearest;
    }

    private static int distance(final String a, final String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            final int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
