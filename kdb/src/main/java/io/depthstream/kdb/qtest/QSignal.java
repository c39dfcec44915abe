package io.depthstream.kdb.qtest;

/** An error that q signalled, by its name. */
public final class QSignal extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * An error.
     *
     * @param name as q gives it, such as {@code type}
     */
    public QSignal(final String name) {
        super(name);
    }
}
