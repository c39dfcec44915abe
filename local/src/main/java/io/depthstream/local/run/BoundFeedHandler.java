package io.depthstream.local.run;

import io.depthstream.ingest.feed.FeedHandlerMain;
import java.io.IOException;

/**
 * {@link FeedHandlerMain}, ending with the process that started it: its standard input ends then, however that process ended.
 */
public final class BoundFeedHandler {
    private static final int EXIT_ABANDONED = 3;

    private BoundFeedHandler() {
    }

    /** Runs a feed handler until it ends or its parent has. */
    public static void main(final String[] arguments) {
        final Thread watch = new Thread(BoundFeedHandler::awaitParentsEnd, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        FeedHandlerMain.main(arguments);
    }

    private static void awaitParentsEnd() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (final IOException e) {
            System.err.println("standard input failed, the parent is taken for dead: " + e);
        }
        Runtime.getRuntime().halt(EXIT_ABANDONED);
    }
}
