package io.depthstream.chaos;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.run.StoreReport;
import java.io.IOException;
import java.util.Map;

/** A store in a process of its own, and what a reader finds in it. One thread. */
interface StoreUnderTest extends AutoCloseable {
    /** The job that feeds it. */
    JobHost.Kind job();

    /** What the job's configuration says of the store. */
    Map<String, String> settings();

    /** Starts it, at first or again. */
    void start() throws IOException, InterruptedException;

    /** Kills it with signal 9. */
    void kill() throws InterruptedException;

    /**
     * What it holds, beside what it should.
     *
     * @param truth            the true books by now
     * @param bootstrapServers broker with the derived topics
     */
    StoreReport compare(Map<String, BookDepth> truth, String bootstrapServers) throws IOException;

    @Override
    void close() throws InterruptedException;
}
