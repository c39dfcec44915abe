package io.depthstream.benchmarks.analytics;

import io.depthstream.benchmarks.itch.BookRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Builds the books of a file again and again on a thread of its own, top-of-book records and all, until it is closed: what a
 * second core does while the analytics are measured on the first.
 */
public final class BesideBooks implements AutoCloseable {
    private static final int EXPECTED_ORDERS = 262_144;
    private static final int AHEAD = 256;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closed;
    private long messages;
    private double wallSeconds;

    /** Starts building. */
    public BesideBooks(final Path file) {
        thread = new Thread(() -> build(file), "books");
        thread.setUncaughtExceptionHandler((of, reason) -> failure.set(reason));
        thread.start();
    }

    private void build(final Path file) {
        try {
            while (!closed) {
                final BookRun run = BookRun.of(file, EXPECTED_ORDERS, true, AHEAD);
                messages += run.messages();
                wallSeconds += run.wallSeconds();
            }
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Ends after the pass that is under way.
     *
     * @throws IllegalStateException when the books could not be built
     */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        if (failure.get() != null) {
            throw new IllegalStateException("the books beside the analytics failed", failure.get());
        }
    }

    /** Messages applied a second; after {@link #close()}. */
    public double messagesPerSecond() {
        return messages / wallSeconds;
    }
}
