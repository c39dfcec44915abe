package io.depthstream.kdb.qtest;

/**
 * One row of a test file.
 *
 * @param line    in the file, from 1
 * @param action  what it is
 * @param millis  most milliseconds, 0 for no limit; not looked at, since a loaded machine is no error
 * @param code    statement
 * @param repeat  how often it is evaluated, at least 1
 * @param comment for people
 */
public record QTestCase(int line, Action action, long millis, String code, int repeat, String comment) {

    /** What a row is for. */
    public enum Action {
        /** Prepares; must not signal. */
        BEFORE,
        /** Cleans up; must not signal. */
        AFTER,
        /** Must not signal. */
        RUN,
        /** Must be {@code 1b}. */
        TRUE,
        /** Must signal. */
        FAIL,
        /** A heading. */
        COMMENT
    }
}
