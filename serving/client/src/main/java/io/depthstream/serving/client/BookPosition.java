package io.depthstream.serving.client;

/**
 * Which state of a symbol's book it is. Two of the same symbol say which is newer.
 *
 * @param session        venue session the sequence counts in
 * @param sequence       venue sequence of the last event in the state
 * @param revision       how often the state changed without an event since
 * @param venueTimeNanos venue's time of the last event, nanoseconds since the epoch
 */
public record BookPosition(String session, long sequence, long revision, long venueTimeNanos) {

    /** Reads the position out of a state's JSON. */
    static BookPosition of(final String json) {
        return new BookPosition(text(json, "\"session\":\""), number(json, "\"sequence\":"), number(json, "\"revision\":"),
                number(json, "\"venueTimeNanos\":"));
    }

    /** Whether this is newer: by time where the sessions differ, which have no order of their own. */
    public boolean after(final BookPosition other) {
        if (!session.equals(other.session)) {
            return venueTimeNanos > other.venueTimeNanos;
        }
        return sequence != other.sequence ? sequence > other.sequence : revision > other.revision;
    }

    private static long number(final String json, final String name) {
        final int key = json.indexOf(name);
        if (key < 0) {
            throw new IllegalArgumentException("a book's state has no " + name + " in: " + json);
        }
        long value = 0;
        for (int i = key + name.length(); i < json.length() && Character.isDigit(json.charAt(i)); i++) {
            value = value * 10 + json.charAt(i) - '0';
        }
        return value;
    }

    private static String text(final String json, final String name) {
        final int start = json.indexOf(name) + name.length();
        final int end = json.indexOf('"', start);
        if (start < name.length() || end < 0) {
            throw new IllegalArgumentException("a book's state has no " + name + " in: " + json);
        }
        return json.substring(start, end);
    }
}
