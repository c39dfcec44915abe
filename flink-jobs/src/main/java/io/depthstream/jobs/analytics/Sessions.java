package io.depthstream.jobs.analytics;

import io.depthstream.jobs.analytics.state.StateReader;
import io.depthstream.jobs.analytics.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of one symbol in the order in which they come, numbered from 1: the present one, and those of which events
 * wait for their time. While a backlog is read, one topic may be days ahead of another. One thread.
 */
final class Sessions {

    /** Most sessions that wait at once; for one more the oldest is taken before its time. */
    static final int MAX_WAITING = 8;

    /** What {@link #numberOf} says of a new session for which there is no room. */
    static final long NO_ROOM = -1;

    private final List<String> waiting = new ArrayList<>(1);
    private String present = "";
    private long number;

    /** Name of the present session; empty before the first. */
    String present() {
        return present;
    }

    /** Number of the present session; 0 before the first. */
    long number() {
        return number;
    }

    /**
     * Number of the session an event belongs to; a name not known begins a new one behind the others.
     *
     * @param lastNanos time of the last event taken: a session not known with an earlier one is over
     * @return the number, less than {@link #number()} when the session is over, or {@link #NO_ROOM}
     */
    long numberOf(final String session, final long timeNanos, final long lastNanos) {
        if (number > 0 && session.equals(present)) {
            return number;
        }
        final int at = waiting.indexOf(session);
        if (at >= 0) {
            return number + 1 + at;
        }
        if (number > 0 && timeNanos < lastNanos) {
            return number - 1;
        }
        if (waiting.size() == MAX_WAITING) {
            return NO_ROOM;
        }
        waiting.add(session);
        return number + waiting.size();
    }

    /** Goes on to a session that waits. */
    void begin(final long next) {
        while (number < next) {
            present = waiting.remove(0);
            number++;
        }
    }

    void save(final StateWriter out) {
        out.text(present);
        out.put(number);
        out.put(waiting.size());
        waiting.forEach(out::text);
    }

    void load(final StateReader in) {
        present = in.text();
        number = in.next();
        waiting.clear();
        for (int left = in.nextCount("waiting sessions", MAX_WAITING); left > 0; left--) {
            waiting.add(in.text());
        }
    }
}
