package io.depthstream.jobs.book;

import io.depthstream.schemas.codec.EventBatchReader;

/** Reads the text and number fields of a rare event; a part that is not there is empty or 0, never an error. */
final class EventCodes {

    private static final char SEPARATOR = '|';

    private EventCodes() {}

    /** Part {@code index} of the codes, which are joined by {@code |}. */
    static String part(final String codes, final int index) {
        int from = 0;
        for (int i = 0; i < index; i++) {
            final int bar = codes.indexOf(SEPARATOR, from);
            if (bar < 0) {
                return "";
            }
            from = bar + 1;
        }
        final int to = codes.indexOf(SEPARATOR, from);
        return codes.substring(from, to < 0 ? codes.length() : to);
    }

    /** Everything behind part 0. */
    static String rest(final String codes) {
        return codes.substring(codes.indexOf(SEPARATOR) + 1);
    }

    /** Number {@code index} of the present event, or 0. */
    static long value(final EventBatchReader event, final int index) {
        return index < event.valueCount() ? event.value(index) : 0;
    }
}
