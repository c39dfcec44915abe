package io.depthstream.ingest.packet;

/**
 * What the kernel says of the clock that receive times are taken from.
 *
 * @param synchronised   whether something disciplines it: {@code phc2sys}, {@code chronyd} or another
 * @param offsetNanos    correction still under way, nanoseconds: the clock's last known offset from its source
 * @param maxErrorMicros most that it may be wrong by, as far as its discipline knows; grows while nothing corrects it
 */
public record ClockReading(boolean synchronised, long offsetNanos, long maxErrorMicros) {

    /** Reads the clock's state; found by {@link NativeServices#find}. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads it now. Any thread.
         *
         * @throws UnavailableHereException if the kernel does not tell
         */
        ClockReading read() throws UnavailableHereException;
    }
}
