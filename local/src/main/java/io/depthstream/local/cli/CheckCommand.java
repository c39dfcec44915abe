package io.depthstream.local.cli;

import io.depthstream.ingest.feed.FeedHandlerMetrics;
import io.depthstream.ingest.session.soup.SoupClientConfig;
import io.depthstream.local.check.live.LiveBookCheck;
import io.depthstream.local.check.live.LiveCheckConfig;
import io.depthstream.local.check.live.LiveCheckMetrics;
import io.depthstream.local.check.live.LiveCheckTotals;
import io.depthstream.local.run.CommittedBooks;
import io.depthstream.local.run.StopSignal;
import io.depthstream.local.stack.StackFile;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Running books against the venue's own, on a schedule. */
@Command(name = "check", mixinStandardHelpOptions = true,
    description = "Compare the books of a running stack with GLIMPSE snapshots of the venue, again and again: ok, inconclusive or "
        + "different. Ends with 1 when a book that claims to be good was different.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private RunningStack stack;
    @Option(names = "--every", paramLabel = "SECONDS", description = "Time between two rounds (default: ${DEFAULT-VALUE}).")
    private int every = 10;
    @Option(names = "--rounds", description = "Rounds to do, 0 for until Ctrl-C (default: ${DEFAULT-VALUE}).")
    private long rounds;
    @Option(names = "--settle", paramLabel = "SECONDS",
        description = "How long the job's books are left to show what they had at the snapshot (default: ${DEFAULT-VALUE}).")
    private int settle = 3;
    @Option(names = "--glimpse", paramLabel = "HOST:PORT", description = "GLIMPSE server (default: as the running stack says).")
    private String glimpse;
    @Option(names = "--user", description = "SoupBinTCP user (default: ${DEFAULT-VALUE}).")
    private String user = "depth";
    @Option(names = "--password", description = "SoupBinTCP password (default: none).")
    private String password = "";
    @Option(names = "--metrics-port", description = "Loopback port of the Prometheus endpoint, 0 for none.")
    private int metricsPort;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final StackFile running = stack.require();
        final String server = glimpse != null ? glimpse : running.address(StackFile.GLIMPSE).orElseThrow(
            () -> new UsageException("the running stack names no GLIMPSE server: give --glimpse HOST:PORT"));
        try (StopSignal stop = new StopSignal();
                LiveBookCheck check = new LiveBookCheck(login(server), config(), System::nanoTime);
                CommittedBooks books = new CommittedBooks(running.bootstrapServers());
                HTTPServer metrics = metrics(check)) {
            books.observe(check::onBook);
            check.expect(books.partitions());
            check.lookNow();
            final PrintWriter out = spec.commandLine().getOut();
            long told = 0;
            while (!stop.wanted() && (rounds == 0 || done(check.totals()) < rounds)) {
                books.poll();
                check.poll();
                if (done(check.totals()) > told) {
                    told = done(check.totals());
                    out.println(check.totals().failed() > 0 && check.totals().rounds() == 0 ? "no snapshot could be had" : check.last());
                    out.flush();
                }
            }
            return verdict(check.totals(), out);
        }
    }

    private static long done(final LiveCheckTotals totals) {
        return totals.rounds() + totals.failed();
    }

    private static int verdict(final LiveCheckTotals totals, final PrintWriter out) {
        if (totals.different() > 0) {
            out.println("different: " + totals.symbols());
        }
        out.flush();
        return totals.different() > 0 || totals.rounds() == 0 ? Depthstream.CHECK_FAILED : 0;
    }

    private LiveCheckConfig config() {
        try {
            return LiveCheckConfig.ofSeconds(every, 30, settle, 5L * settle, Math.max(30, 10L * settle));
        } catch (final IllegalArgumentException e) {
            throw new UsageException("--every is " + every + ", --settle is " + settle + ": must be at least 1");
        }
    }

    private SoupClientConfig login(final String server) {
        final int colon = server.lastIndexOf(':');
        try {
            return SoupClientConfig.of(new InetSocketAddress(server.substring(0, Math.max(0, colon)),
                Integer.parseInt(server.substring(colon + 1))), user, password);
        } catch (final IllegalArgumentException e) {
            throw new UsageException("GLIMPSE server " + server + " as " + user + ": " + e.getMessage() + "; expected HOST:PORT");
        }
    }

    private HTTPServer metrics(final LiveBookCheck check) {
        if (metricsPort == 0) {
            return null;
        }
        final PrometheusRegistry registry = new PrometheusRegistry();
        LiveCheckMetrics.register(registry, check);
        return FeedHandlerMetrics.serve(registry, metricsPort);
    }
}
