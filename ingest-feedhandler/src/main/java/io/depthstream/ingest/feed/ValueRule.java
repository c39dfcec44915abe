package io.depthstream.ingest.feed;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * What values a configuration key allows, said in words and checked.
 *
 * <p>Immutable; any thread.
 */
sealed interface ValueRule {
    /** The allowed values in words, to follow "expected". */
    String allowed();

    /** Whether a trimmed text is allowed. */
    boolean accepts(String text);

    /** A whole number between two bounds, both included. */
    record Whole(long least, long most) implements ValueRule {
        @Override
        public String allowed() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public boolean accepts(final String text) {
            try {
                final long value = Long.parseLong(text);
                return value >= least && value <= most;
            } catch (final NumberFormatException e) {
                return false;
            }
        }
    }

    /** One of a few words. */
    record OneOf(List<String> words) implements ValueRule {
        static OneOf of(final String... words) {
            return new OneOf(Arrays.asList(words));
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public boolean accepts(final String text) {
            return words.contains(text);
        }
    }

    /** Text matching a pattern, described. */
    record Text(String pattern, String allowed) implements ValueRule {
        @Override
        public boolean accepts(final String text) {
            return text.matches(pattern);
        }
    }

    /** A trading date. */
    record Day() implements ValueRule {
        /** Stands for the day it is in New York when the handler starts. */
        static final String TODAY = "today";

        @Override
        public String allowed() {
            return "a date such as 2020-01-30, or " + TODAY;
        }

        @Override
        public boolean accepts(final String text) {
            if (text.equals(TODAY)) {
                return true;
            }
            try {
                LocalDate.parse(text);
                return true;
            } catch (final DateTimeParseException e) {
                return false;
            }
        }
    }

    /** How fast a file is replayed. */
    record Speed() implements ValueRule {
        /** As fast as the machine goes. */
        static final String UNLIMITED = "unlimited";
        private static final double MOST = 1_000_000;

        @Override
        public String allowed() {
            return UNLIMITED + ", or how many times real time, above 0 and up to 1000000";
        }

        @Override
        public boolean accepts(final String text) {
            if (text.equals(UNLIMITED)) {
                return true;
            }
            try {
                final double times = Double.parseDouble(text);
                return times > 0 && times <= MOST;
            } catch (final NumberFormatException e) {
                return false;
            }
        }
    }
}
