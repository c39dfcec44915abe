package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.jmh.DecodeBenchmark;
import io.depthstream.benchmarks.report.BenchReport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The JMH benchmarks of single operations. */
@Command(name = "jmh", mixinStandardHelpOptions = true,
    description = "JMH benchmarks: decode, book operations, EventBatch codec, state flush.")
final class JmhCommand implements Callable<Integer> {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String PACKAGE = DecodeBenchmark.class.getPackageName();

    @Mixin
    private BenchOptions options;
    @Parameters(arity = "0..1", paramLabel = "REGEX", description = "Which of them (default: all).")
    private String regex = "";
    @Option(names = "--gc", description = "Tell the bytes allocated by an operation.")
    private boolean gc;
    @Option(names = "--forks", paramLabel = "N",
        description = "Fresh JVMs each runs in; 0 runs in this one (default: ${DEFAULT-VALUE}).")
    private int forks = 1;
    @Option(names = "--iterations", paramLabel = "N",
        description = "Of warm-up and of measurement each (default: ${DEFAULT-VALUE}).")
    private int iterations = 5;
    @Option(names = "--iteration-millis", paramLabel = "MS", description = "Of one iteration (default: ${DEFAULT-VALUE}).")
    private long iterationMillis = 1_000;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--forks", forks, 0, 20);
        BenchOptions.require("--iterations", iterations, 1, 100);
        BenchOptions.require("--iteration-millis", iterationMillis, 1, 60_000);
        final BenchReport report = new BenchReport("bench jmh");
        final ChainedOptionsBuilder chosen = new OptionsBuilder()
            .include(Pattern.quote(PACKAGE) + ".*" + regex)
            .forks(forks)
            .warmupIterations(iterations).warmupTime(TimeValue.milliseconds(iterationMillis))
            .measurementIterations(iterations).measurementTime(TimeValue.milliseconds(iterationMillis))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
        if (gc) {
            chosen.addProfiler(GCProfiler.class);
        }
        final Collection<RunResult> results = new Runner(chosen.build()).run();
        results.forEach(result -> report.put(name(result), values(result)));
        options.show(report);
        return results.isEmpty() ? 1 : 0;
    }

    private static String name(final RunResult result) {
        final StringBuilder name = new StringBuilder(
            result.getParams().getBenchmark().substring(PACKAGE.length() + 1).replace("Benchmark", ""));
        result.getParams().getParamsKeys().forEach(key ->
            name.append(' ').append(key).append('=').append(result.getParams().getParam(key)));
        return name.toString();
    }

    private static Map<String, Object> values(final RunResult result) {
        final Map<String, Object> values = new LinkedHashMap<>();
        values.put("nanosPerOperation", result.getPrimaryResult().getScore());
        final double error = result.getPrimaryResult().getScoreError();
        if (!Double.isNaN(error)) {
            values.put("nanosError", error);
        }
        final Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
        if (allocation != null) {
            values.put("bytesPerOperation", allocation.getScore());
        }
        return values;
    }
}
