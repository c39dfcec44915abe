package io.depthstream.kdb.qtest;

/** Something that evaluates q: the embedded engine, or a connection to kdb+. One thread. */
public interface QSession {

    /**
     * Evaluates a statement.
     *
     * @param code one statement, on one line
     * @return whether its value is {@code 1b}
     * @throws QSignal when it signals an error
     */
    boolean evaluate(String code) throws QSignal;
}
