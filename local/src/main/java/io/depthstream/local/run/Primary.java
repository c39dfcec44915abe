package io.depthstream.local.run;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The primary feed handler of a demo with a replica: a process of its own on the same lines and topics, and what the plan
 * has in store for it.
 */
final class Primary implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String EVENTS = "feedhandler_events_total";

    private final FeedHandlerProcess process;
    private final PrimaryPlan plan;
    private final HotFeed hotFeed;
    private final RunView view;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        final Thread thread = new Thread(task, "primary-plan");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Future<?>> planned = new ArrayList<>();
    private volatile long events;
    private volatile long killedNanos;
    private long beganNanos;

    private Primary(
            final FeedHandlerProcess process, final PrimaryPlan plan, final HotFeed hotFeed, final RunView view) {
        this.process = process;
        this.plan = plan;
        this.hotFeed = hotFeed;
        this.view = view;
    }

    /** Starts the process and waits until it listens. */
    static Primary start(final PrimaryPlan plan, final Map<String, String> settings, final Path log,
            final HotFeed hotFeed, final RunView view) throws InterruptedException {
        final FeedHandlerProcess process = FeedHandlerProcess.start(settings, log);
        try {
            process.awaitReady(START);
        } catch (final RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
        return new Primary(process, plan, hotFeed, view);
    }

    InetSocketAddress lineA() {
        return process.lineA();
    }

    InetSocketAddress lineB() {
        return process.lineB();
    }

    /** Sets the plan's clock going. */
    void begin() {
        beganNanos = System.nanoTime();
        at(plan.killAt(), this::kill);
        at(plan.freezeAt(), this::freeze);
        at(plan.wakeAt(), this::wake);
    }

    private void at(final int second, final Callable<Void> what) {
        if (second > 0) {
            planned.add(timer.schedule(what, second, TimeUnit.SECONDS));
        }
    }

    private Void kill() throws InterruptedException {
        events = process.metric(EVENTS);
        final long now = System.nanoTime();
        mark(now);
        final int code = process.kill();
        killedNanos = now;
        view.say("The primary was killed with SIGKILL after %,d events (exit code %d).".formatted(events, code));
        if (code != FeedHandlerProcess.EXIT_KILLED) {
            throw new IllegalStateException("the primary was to be killed and had ended with " + code + " by itself");
        }
        return null;
    }

    private void mark(final long nowNanos) {
        hotFeed.silence().mark(nowNanos);
        hotFeed.stalls().mark(nowNanos);
    }

    private Void freeze() throws InterruptedException {
        events = process.metric(EVENTS);
        mark(System.nanoTime());
        process.freeze();
        view.say("The primary was frozen with SIGSTOP after %,d events.".formatted(events));
        return null;
    }

    private Void wake() throws InterruptedException {
        process.wake();
        view.say("The primary was woken with SIGCONT.");
        return null;
    }

    /**
     * Ends the plan and adds what came of it to a report.
     *
     * @throws IllegalStateException when a step of the plan that was due failed, or the primary did nothing at all
     */
    RunReport report(final RunReport report) throws InterruptedException {
        for (final Future<?> step : planned) {
            if (!step.cancel(false)) {
                try {
                    step.get();
                } catch (final ExecutionException e) {
                    throw new IllegalStateException("the plan for the primary failed: " + e.getCause().getMessage(), e);
                }
            }
        }
        if (killedNanos == 0) {
            events = process.metric(EVENTS);
        }
        if (events == 0) {
            throw new IllegalStateException("the primary has published nothing, so nothing was shown: raise --seconds");
        }
        return report.with("primaryEvents", events)
            .with("primaryKilledAtMillis", killedNanos == 0 ? null : TimeUnit.NANOSECONDS.toMillis(killedNanos - beganNanos))
            .with("silenceAtFailoverMillis", hotFeed.silence().longestAtMarkMillis())
            .with("stallAtFailoverMillis", hotFeed.stalls().longestAtMarkMillis());
    }

    @Override
    public void close() throws InterruptedException {
        timer.shutdownNow();
        process.close();
    }
}
