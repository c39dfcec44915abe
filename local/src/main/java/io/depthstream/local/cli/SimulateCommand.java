package io.depthstream.local.cli;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.local.simulator.LineTransmitter;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.SimulatorFile;
import io.depthstream.local.simulator.TransmitterConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The simulated day alone: into a file, or on two lines for a feed handler elsewhere. */
@Command(name = "simulate", mixinStandardHelpOptions = true,
    description = "A simulated NASDAQ day into a length-prefixed ITCH file, or on two MoldUDP64 lines.")
final class SimulateCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Target target;
    @Option(names = "--seed", description = "Seed of the day (default: ${DEFAULT-VALUE}).")
    private long seed = 20200130;
    @Option(names = "--messages", description = "Messages of the whole day (default: ${DEFAULT-VALUE}).")
    private long messages = 1_000_000;
    @Option(names = "--symbols", description = "Listed symbols (default: as many as the day bears, at most 8,000).")
    private Integer symbols;
    @Spec
    private CommandSpec spec;

    /** Where the day goes. */
    private static final class Target {
        @Option(names = "--file", required = true, description = "Write the day there; packed where the name ends in .gz.")
        private Path file;
        @ArgGroup(exclusive = false)
        private Lines lines;
    }

    /** Two lines and their pace. */
    private static final class Lines {
        @Option(names = "--line-a", required = true, paramLabel = "HOST:PORT[@IF]",
            description = "Where line A goes; a multicast group needs its interface, such as 233.54.12.111:26477@lo.")
        private String lineA;
        @Option(names = "--line-b", required = true, paramLabel = "HOST:PORT[@IF]", description = "Where line B goes.")
        private String lineB;
        @Option(names = "--rate", description = "Messages a second (default: ${DEFAULT-VALUE}).")
        private long rate = 50_000;
    }

    @Override
    public Integer call() throws IOException {
        try {
            final SimulationConfig day = day();
            final PrintWriter out = spec.commandLine().getOut();
            if (target.file != null) {
                out.printf("%,d messages written to %s%n", SimulatorFile.write(day, target.file), target.file);
            } else {
                out.printf("%,d messages sent on both lines%n", transmit(day));
            }
            out.flush();
            return 0;
        } catch (final IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private SimulationConfig day() {
        final int listed = symbols == null ? SimulationConfig.symbolsFor(messages) : symbols;
        final SimulationConfig smallest = SimulationConfig.fullDay().withSeed(seed).withSymbols(1);
        final SimulationConfig day = smallest.withMessages(messages).withSymbols(listed);
        return target.file != null ? day
            : day.withEventTime(day.startNanos(), Math.max(1, messages * 1_000_000_000L / target.lines.rate));
    }

    private long transmit(final SimulationConfig day) {
        final LineAddress lineA = LineAddress.parse(target.lines.lineA);
        final LineAddress lineB = LineAddress.parse(target.lines.lineB);
        final String networkInterface = lineA.interfaceName() == null ? "" : lineA.interfaceName();
        final TransmitterConfig lines = TransmitterConfig.loopback(1, 2, target.lines.rate)
            .withLines(lineA.address(), lineB.address(), networkInterface);
        try (LineTransmitter transmitter =
                new LineTransmitter(lines, new MarketSimulator(day), System::nanoTime, null, null)) {
            transmitter.run();
            return transmitter.sentMessages();
        }
    }
}
