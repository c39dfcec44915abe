package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.packets.PacketsRun;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.ingest.packet.UnavailableHereException;
import io.depthstream.local.cli.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What receiving packets costs: AF_XDP, recvmmsg and NIO over the same wire. */
@Command(name = "packets", mixinStandardHelpOptions = true,
    description = "Packets a second without loss, receiver CPU a decoded packet and one-way latency of AF_XDP (spin, poll),"
        + " recvmmsg and NIO over the same veth pair. Needs root, Linux and a JDK 25.")
final class PacketsCommand implements Callable<Integer> {
    private static final List<String> CAVEATS = List.of(
        "Sender, kernel receive and the program share one core, the receiver has the other: a real NIC receives by itself.",
        "veth has no zero-copy: AF_XDP copies each packet once here, a NIC with zero-copy does not.",
        "Receiver CPU is of bursts taken without waiting; the kernel's share is in the sender's figure.",
        "With sleeping receivers at 20 to 100 thousand packets a second every source costs 4 to 5 us a packet,"
            + " because the wake-up dominates: AF_XDP pays in spin mode and in bursts.");

    @Mixin
    private BenchOptions options;
    @Option(names = "--rounds", paramLabel = "R", description = "Rounds of all sources (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;
    @Option(names = "--frames", paramLabel = "N",
        description = "Frames of AF_XDP, a power of two, 2 KiB each (default: ${DEFAULT-VALUE}). The kernel fills them in turn, so all"
            + " pass through the caches.")
    private int frames = PacketsRun.LEAST_FRAMES;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--rounds", rounds, 1, 100);
        BenchOptions.require("--frames", frames, PacketsRun.LEAST_FRAMES, 65_536);
        if (Integer.bitCount(frames) != 1) {
            throw new UsageException("--frames must be a power of two, got " + frames);
        }
        final BenchReport report = new BenchReport("bench packets").put("seed", options.seed()).put("rounds", rounds).put("frames", frames)
            .put("packetBytes", PacketsRun.PACKET_BYTES).put("messagesPerPacket", PacketsRun.MESSAGES);
        final PacketsRun run = new PacketsRun(rounds, frames, options.seed());
        try {
            run.run().forEach(report::put);
        } catch (final UnavailableHereException e) {
            throw new UsageException(e.getMessage());
        }
        options.show(report
            .put("receiveBufferLimitBefore", run.receiveBufferLimit())
            .put("losslessRatio", run.losslessRatio())
            .put("cpuRatio", run.cpuRatio())
            .put("leastCpuRatio", run.leastCpuRatio())
            .put("caveats", CAVEATS));
        return 0;
    }
}
