package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.benchmarks.report.Median;
import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast the embedded q server answers what a quant asks of a day of trades. */
@Command(name = "q", mixinStandardHelpOptions = true,
    description = "The embedded q server: group by, filter and as-of join over a table in memory; median of the rounds.")
final class QCommand implements Callable<Integer> {
    private static final int MOST_ROWS = 50_000_000;
    /** Names of the report, and what they ask. */
    private static final String[][] QUESTIONS = {
        {"groupMillis", "select n:count i,vwap:size wavg price by sym from t"},
        {"groupOtherMillis", "select dev price by sym from t"},
        {"filterMillis", "select from t where sym=s 5,size>500"},
        {"filterIndexedMillis", "select from g where sym=s 5,size>500"},
        {"sortMillis", "`sym xasc t"},
        {"asofMillis", "aj[`sym`time;select sym,time from 100000#t;g]"},
    };

    @Mixin
    private BenchOptions options;
    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    private int rows = 10_000_000;
    @Option(names = "--symbols", paramLabel = "N", description = "Symbols (default: ${DEFAULT-VALUE}).")
    private int symbols = 100;
    @Option(names = "--rounds", paramLabel = "N", description = "Measured rounds of each question (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--rows", rows, 1_000, MOST_ROWS);
        BenchOptions.require("--symbols", symbols, 1, 1_000_000);
        BenchOptions.require("--rounds", rounds, 1, 100);
        final BenchReport report = new BenchReport("bench q");
        report.put("seed", options.seed()).put("rows", rows).put("symbols", symbols).put("rounds", rounds);
        try (QProcess process = new QProcess(System.err::println)) {
            process.eval("system\"S " + Math.max(1, Math.abs((int) options.seed())) + "\"");
            process.eval("n:" + rows + ";s:`$\"S\",/:string til " + symbols
                + ";t:([]time:asc 2020.01.30D14:30+n?0D06:30;sym:n?s;price:n?100f;size:n?1000);g:update`g#sym from t");
            for (final String[] question : QUESTIONS) {
                report.put(question[0], millis(process, question[1]));
            }
        }
        options.show(report);
        return 0;
    }

    /** One round is thrown away: it warms the compiler and builds what index there is. */
    private double millis(final QProcess process, final String question) {
        final List<Double> taken = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            final long begin = System.nanoTime();
            final String shown = process.call(() -> SourceText.of(process.engine().eval("count " + question)));
            if (shown.equals("0")) {
                throw new IllegalStateException("nothing came of " + question);
            }
            if (round > 0) {
                taken.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return Median.of(taken);
    }
}
