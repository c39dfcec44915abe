package io.depthstream.benchmarks.pipeline;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * When each message should have been sent, told from its sequence alone, and so how late it is anywhere down the line.
 *
 * <p>Because lateness counts from the planned moment, a sender or a stage that stands still makes every message that
 * waited late: nothing is omitted (Gil Tene's "coordinated omission"). Any thread.
 */
public final class Schedule {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final double nanosPerMessage;
    private final long warmUpMessages;
    private volatile long startNanos;

    /**
     * A schedule that has not begun.
     *
     * @param warmUpMessages messages at its beginning that are not measured
     */
    public Schedule(final long messagesPerSecond, final long warmUpMessages) {
        nanosPerMessage = 1e9 / messagesPerSecond;
        this.warmUpMessages = warmUpMessages;
    }

    /** Begins now. */
    public void begin() {
        beginAt(1);
    }

    /** Begins now with that message: it is due at this moment, and those after it at the rate from here. */
    void beginAt(final long sequence) {
        startNanos = System.nanoTime() - (long) ((sequence - 1) * nanosPerMessage);
    }

    /** Messages at the beginning that are not measured. */
    long warmUpMessages() {
        return warmUpMessages;
    }

    /** Messages that should have been sent by now. */
    long due() {
        return startNanos == 0 ? 0 : (long) ((System.nanoTime() - startNanos) / nanosPerMessage) + 1;
    }

    /** Nanoseconds until a message is due; negative when it is late. */
    long untilDue(final long sequence) {
        return startNanos + (long) ((sequence - 1) * nanosPerMessage) - System.nanoTime();
    }

    /** Measures one hop. */
    public Hop hop() {
        return new Hop();
    }

    /** How late messages were at one place. Any thread. */
    public final class Hop {
        private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

        /** Notes that a message has got here. */
        public void seen(final long sequence) {
            if (sequence > warmUpMessages) {
                micros.recordValue(Math.max(0, Math.min(LONGEST_MICROS, -untilDue(sequence) / 1_000)));
            }
        }

        /** What was noted, in microseconds. */
        public Histogram micros() {
            return micros;
        }
    }
}
