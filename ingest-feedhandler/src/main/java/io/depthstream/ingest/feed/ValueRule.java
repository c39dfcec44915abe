package io.depthstream.ingest.feed;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

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

    /** What another class reads, refusing the rest with an {@link IllegalArgumentException}. */
    record ReadBy(Function<String, ?> reader, String allowed) implements ValueRule {
        @Override
        public boolean accepts(final String text) {
            try {
                return reader.apply(text) != null;
            } catch (final IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** Nothing, or what another rule allows. */
    record Optional(ValueRule rule) implements ValueRule {
        @Override
        public String allowed() {
            return rule.allowed() + ", or nothing";
        }

        @Override
        public boolean accepts(final String text) {
            return text.isEmpty() || rule.accepts(text);
        }
    }
}
