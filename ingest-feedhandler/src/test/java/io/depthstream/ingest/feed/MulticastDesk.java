package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.LineCounter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The receiving side of the multicast test, in a process and a namespace of its own: a whole feed handler on multicast
 * lines. Arguments: lines, re-request server. Says {@code joined}, and at the end of session what it counted.
 */
final class MulticastDesk {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private MulticastDesk() {
    }

    /** Runs until the session has ended. */
    public static void main(final String[] arguments) throws Exception {
        final FeedHandlerConfig config = FeedHandlerConfig.of(Map.of(
            "trading-date", "2020-01-30", "source.lines", arguments[0], "recovery.servers", arguments[1],
            "arbiter.join-at", "session-start",
            // A loaded machine must not make a gap of what is only late.
            "recovery.deadline-micros", "30000000", "recovery.retries", "200"));
        final ConfiguredSource source = ConfiguredSource.open(config, FeedFixture.DAY);
        try (FeedHandler handler = new FeedHandler(
                config, source.packets(), source.lines(), source.replay(), FeedFixture.recordingProducer(), null)) {
            handler.start();
            System.out.println("joined");
            final FeedHandlerCounters counters = handler.counters();
            final long deadline = System.nanoTime() + DEADLINE_NANOS;
            while (counters.endsOfSession() == 0 && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            handler.drain(Duration.ofSeconds(10));
            System.out.println("counted " + counters.messages() + " " + counters.gaps() + " " + counters.recoveredMessages()
                + " " + counters.line(0, LineCounter.MESSAGES) + " " + counters.line(1, LineCounter.MESSAGES)
                + " " + (counters.line(0, LineCounter.WRONG_SESSION) + counters.line(1, LineCounter.WRONG_SESSION))
                + " " + counters.endsOfSession());
        }
    }
}
