package io.depthstream.local.run;

import io.depthstream.local.stack.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A feed handler in a process of its own, which can be killed as a crash would kill it, or frozen and woken.
 *
 * <p>It ends with this process at the latest, however that ends. Any one thread at a time.
 */
public final class FeedHandlerProcess implements AutoCloseable {
    /** Exit code of a process that SIGKILL ended, as a shell would say it. */
    public static final int EXIT_KILLED = 137;

    private static final long END_SECONDS = 30;
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LAST_LINES = 20;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Process process;
    private final Path log;
    private final int metricsPort;
    private final InetSocketAddress lineA;
    private final InetSocketAddress lineB;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

    private FeedHandlerProcess(final Process process, final Path log, final int metricsPort, final int portA, final int portB) {
        this.process = process;
        this.log = log;
        this.metricsPort = metricsPort;
        lineA = new InetSocketAddress(InetAddress.getLoopbackAddress(), portA);
        lineB = new InetSocketAddress(InetAddress.getLoopbackAddress(), portB);
    }

    /**
     * Starts one, listening on two free ports of the loopback interface; {@link #awaitReady} says when it listens.
     *
     * @param settings keys of the feed handler's configuration; lines and metrics port are chosen here
     * @param log      where its output goes
     */
    public static FeedHandlerProcess start(final Map<String, String> settings, final Path log) {
        final int portA = FreePorts.udp();
        final int portB = FreePorts.udp();
        final int metricsPort = FreePorts.tcp();
        final Map<String, String> all = new TreeMap<>(settings);
        all.put("source.lines", "127.0.0.1:" + portA + ",127.0.0.1:" + portB);
        all.put("metrics.port", Integer.toString(metricsPort));
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            // A small young generation: what it has touched, the system clears away beside the others when it is killed.
            "-Xmx512m", "-Xmn24m", "-XX:+UseSerialGC",
            // It lives for seconds: what the second compiler would win by then is less than what it takes from the others.
            "-XX:TieredStopAtLevel=1",
            "-Djava.net.preferIPv4Stack=true", "-cp", System.getProperty("java.class.path"),
            BoundFeedHandler.class.getName()));
        all.forEach((key, value) -> command.addAll(List.of("--" + key, value)));
        try {
            final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
            return new FeedHandlerProcess(process, log, metricsPort, portA, portB);
        } catch (final IOException e) {
            throw new UncheckedIOException("a feed handler of its own process could not be started by " + command.get(0), e);
        }
    }

    /**
     * Waits until it listens.
     *
     * @throws IllegalStateException when it ends or does not listen in time, with its last lines of output
     */
    public void awaitReady(final Duration limit) throws InterruptedException {
        final long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the feed handler's process ended with " + process.exitValue() + ": " + lastLines());
            }
            try {
                metrics();
                return;
            } catch (final IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the feed handler's process does not listen after "
                        + limit.toSeconds() + " s: " + lastLines(), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
            }
        }
    }

    /** Returns where it listens for line A. */
    public InetSocketAddress lineA() {
        return lineA;
    }

    /** Returns where it listens for line B. */
    public InetSocketAddress lineB() {
        return lineB;
    }

    /**
     * Returns a metric without labels as it stands.
     *
     * @throws IllegalStateException when it does not answer or has no such metric
     */
    public long metric(final String name) throws InterruptedException {
        final String all;
        try {
            all = metrics();
        } catch (final IOException e) {
            throw new IllegalStateException("the feed handler's process does not answer on port " + metricsPort, e);
        }
        final Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(all);
        if (!line.find()) {
            throw new IllegalStateException("the feed handler has no metric " + name);
        }
        return (long) Double.parseDouble(line.group(1));
    }

    private String metrics() throws IOException, InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"))
            .timeout(ANSWER).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Kills it with SIGKILL, which it can't notice, and waits for its end; returns the exit code. */
    public int kill() throws InterruptedException {
        process.destroyForcibly();
        return awaitEnd();
    }

    /** Freezes it with SIGSTOP: it neither reads nor sends until {@link #wake}. */
    public void freeze() throws InterruptedException {
        signal(ProcessSignal.STOP);
    }

    /** Lets a frozen one go on with SIGCONT, with all it had in its buffers. */
    public void wake() throws InterruptedException {
        signal(ProcessSignal.CONT);
    }

    private void signal(final ProcessSignal signal) throws InterruptedException {
        try {
            signal.send(process);
        } catch (final IOException e) {
            throw new UncheckedIOException("there is no kill command on the PATH", e);
        }
    }

    private int awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the feed handler's process " + process.pid() + " does not end");
        }
        return process.exitValue();
    }

    private String lastLines() {
        try {
            final List<String> lines = Files.readAllLines(log);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (final IOException e) {
            return "its output " + log + " could not be read: " + e;
        }
    }

    /** Ends it, if it lives, without letting it finish: it may be frozen. */
    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
