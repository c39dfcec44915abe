package io.depthstream.chaos.cli;

import io.depthstream.chaos.StoreOutageExperiment;
import io.depthstream.chaos.StoreOutageExperiment.Store;
import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.local.cli.UsageException;
import io.depthstream.local.stack.NatsServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a store away under load. */
@Command(name = "outage", mixinStandardHelpOptions = true,
    description = "Kill a store with signal 9 under load, and the job that feeds it while it is away; start both again, kill the"
        + " job once more, and compare what the store holds with the truth.")
final class OutageCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--store", required = true, description = "redis, nats, clickhouse or kdb.")
    private String name;
    @Option(names = "--seconds", paramLabel = "N", description = "How long it is away, 2 to 3600 (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;
    @Mixin
    private ExperimentOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        final Store store = store();
        WorkFolder.require("--seconds", seconds, 2, 3_600);
        if (store == Store.NATS && !NatsServer.installed()) {
            throw new UsageException("there is no nats-server on the PATH: apt-get install nats-server");
        }
        final Path home = Path.of(System.getProperty("depthstream.home", "."), ".depthstream");
        final Path library = store == Store.CLICKHOUSE ? EngineLibrary.require(home.resolve("npm"), System.err::println) : null;
        final long messages = options.messages();
        final Path folder = WorkFolder.create("outage-");
        final StoreOutageExperiment.Report report = new StoreOutageExperiment(
            new StoreOutageExperiment.Plan(store, library, options.seed(), messages, seconds), folder).run();
        final PrintWriter out = spec.commandLine().getOut();
        out.printf("seed                %14d%n", options.seed());
        out.printf("away                %,14d   seconds; alert raised and cleared%n", seconds);
        out.printf("published meanwhile %,14d   records of the touch%n", report.publishedDuring());
        out.printf("rows                %,14d%n", report.store().rows());
        out.printf("missing             %,14d%n", report.store().missing());
        out.printf("duplicates          %,14d%n", report.store().duplicates());
        out.printf("differences         %,14d%n", report.store().differences());
        out.println(report.passed() ? "The store holds the truth." : "FAILED");
        out.flush();
        options.write(report);
        if (!report.passed()) {
            spec.commandLine().getErr().println("Logs, checkpoints and topics are kept in " + folder);
            return FAILED;
        }
        WorkFolder.delete(folder);
        return 0;
    }

    private Store store() {
        try {
            return Store.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (final IllegalArgumentException none) {
            throw new UsageException("--store is " + name + ": must be redis, nats, clickhouse or kdb");
        }
    }
}
