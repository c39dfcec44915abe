package io.depthstream.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.config.BarWidths;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.local.analytics.AnalyticsSummary;
import io.depthstream.local.analytics.CaptureBatches;
import io.depthstream.local.analytics.OfflineAnalytics;
import io.depthstream.orderbook.analytics.LinearFit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The analytics of a capture, by the jobs' own operators, without Kafka. */
@Command(name = "analytics", mixinStandardHelpOptions = true,
    description = "Bars, signals, trade costs, rolling features and alerts of a pcap, pcapng or length-prefixed ITCH file"
        + " (plain or gzip), offline: the same operators as the running jobs.")
final class AnalyticsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The capture; its kind is told by its first bytes.")
    private Path file;
    @Option(names = "--bars", paramLabel = "WIDTH", description = "Width of the bars: 10ms, 1s, 1m, 1h … (default: ${DEFAULT-VALUE}).")
    private String bars = "1m";
    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Trading day of the capture (default: ${DEFAULT-VALUE}).")
    private LocalDate date = LocalDate.of(2020, 1, 30);
    @Option(names = "--csv", paramLabel = "FILE", description = "Write the bars that have a trade there.")
    private Path csv;
    @Option(names = "--json", paramLabel = "FILE", description = "Write counts, sessions, alerts and the regression on order flow there.")
    private Path json;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(file)) {
            throw new UsageException("capture " + file + " is not there or can't be read: give a pcap, pcapng or ITCH file");
        }
        final long width;
        try {
            width = BarWidths.parse(bars);
        } catch (final IllegalArgumentException e) {
            throw new UsageException("--bars: " + e.getMessage());
        }
        final List<RawBatch> batches = CaptureBatches.read(file, date);
        if (batches.isEmpty()) {
            throw new UsageException("capture " + file + " holds no event: give a pcap, pcapng or ITCH file");
        }
        // Always with the width that the regression on order flow is made of.
        final Set<String> widths = new LinkedHashSet<>(List.of(bars));
        if (width != AnalyticsSummary.FLOW_NANOS) {
            widths.add("10s");
        }
        final AnalyticsJobConfig config = OfflineAnalytics.config(Map.of("bars.widths", String.join(",", widths)));
        final AnalyticsSummary summary = new AnalyticsSummary(width);
        OfflineAnalytics.run(batches, config, summary);
        write(summary);
        return 0;
    }

    private void write(final AnalyticsSummary summary) throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        if (csv != null) {
            summary.writeCsv(csv);
            out.println("bars written to " + csv);
        }
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), summary.json());
            out.println("summary written to " + json);
        }
        final LinearFit fit = summary.regression();
        out.printf("%,d bars of %s%n", summary.bars(), bars);
        if (fit.count() > 2) {
            out.printf("change of the mid on 10 s order flow: slope %.3f micro-dollars a share, R2 %.3f over %,d windows,"
                + " %.3f on average of half hours%n", fit.slope(), fit.rSquared(), fit.count(),
                AnalyticsSummary.average(summary.rSquaredByHalfHour()));
        }
        out.flush();
    }
}
