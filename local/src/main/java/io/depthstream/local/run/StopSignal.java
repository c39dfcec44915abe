package io.depthstream.local.run;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns Ctrl-C into a wish to stop, so that a run ends with its check and its report; a second one ends the process.
 *
 * <p>A shutdown hook would come too late: Flink and Redis have hooks of their own, which run beside it and pull the
 * components away.
 */
public final class StopSignal implements AutoCloseable {
    private static final Signal INTERRUPT = new Signal("INT");
    private static final int EXIT_INTERRUPTED = 130;

    private final SignalHandler before;
    private volatile boolean wanted;

    /** Takes Ctrl-C over until {@link #close()}. */
    public StopSignal() {
        before = Signal.handle(INTERRUPT, signal -> {
            if (wanted) {
                Runtime.getRuntime().halt(EXIT_INTERRUPTED);
            }
            wanted = true;
        });
    }

    /** Returns whether Ctrl-C was pressed. */
    public boolean wanted() {
        return wanted;
    }

    /** Gives Ctrl-C back. */
    @Override
    public void close() {
        Signal.handle(INTERRUPT, before);
    }
}
