package io.depthstream.benchmarks.packets;

import io.depthstream.benchmarks.report.Median;
import io.depthstream.ingest.packet.BatchSender;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PrivateNetwork;
import io.depthstream.ingest.packet.RateSender;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures every candidate over the same wire in turn, round after round, so that what disturbs the machine for a while
 * disturbs them all.
 */
public final class PacketsRun {
    /** Bytes of UDP payload of each packet. */
    public static final int PACKET_BYTES = PacketTrain.PACKET_BYTES;
    /** Fewest frames of AF_XDP: a burst fits twice. */
    public static final int LEAST_FRAMES = 2 * WireRun.BURST;
    /** ITCH messages of each packet. */
    public static final int MESSAGES = PacketTrain.MESSAGES;

    private static final String GROUP = "233.54.12.111";
    private static final int PORT = 26477;
    /** Measurements of CPU time a round and source, in turn with the others': other machines of the host disturb for seconds. */
    private static final int CPU_TURNS = 10;
    private static final int BURSTS = 128;
    private static final double LATENCY_RATE = 20_000;
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);
    /** Rounds that are not counted: after the first source of another kind what was compiled for one kind is compiled anew. */
    private static final int WARM_UP_ROUNDS = 3;
    private static final int WARM_UP_BURSTS = 300;
    private static final double WARM_UP_RATE = 100_000;
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int SENDER_CPU = 0;

    private final int rounds;
    private final List<Candidate> candidates;
    private final long seed;
    private final Map<String, CandidateFigures> figures = new LinkedHashMap<>();
    private String grantedBefore;

    /**
     * Prepares a measurement.
     *
     * @param rounds of all candidates, after those to warm up
     * @param frames of AF_XDP's memory, a power of two, at least twice a burst's packets
     * @param seed   of the messages sent
     */
    public PacketsRun(final int rounds, final int frames, final long seed) {
        this.rounds = rounds;
        candidates = Candidate.all(frames);
        this.seed = seed;
    }

    /**
     * Measures.
     *
     * @return figures by candidate
     * @throws io.depthstream.ingest.packet.UnavailableHereException without root, Linux or the native module
     * @throws Exception if no private network can be made, a source can't be had, or something was decoded wrongly
     */
    public Map<String, Map<String, Object>> run() throws Exception {
        final int receiverCpu = Runtime.getRuntime().availableProcessors() - 1;
        try (PrivateNetwork network = NativeServices.find(PrivateNetwork.Maker.class, "a private network").make(1);
                PinnedThread sender = new PinnedThread("venue", SENDER_CPU);
                PinnedThread receiver = new PinnedThread("receiver", receiverCpu);
                ReceiveBufferLimit limit = ReceiveBufferLimit.raise(Candidate.BUFFER_BYTES)) {
            grantedBefore = limit.before();
            measure(network, sender, receiver);
        }
        final Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        figures.forEach((name, found) -> values.put(name, found.values()));
        return values;
    }

    private void measure(final PrivateNetwork network, final PinnedThread sender, final PinnedThread receiver)
            throws Exception {
        try (RateSender generator = network.rateSender(
                new InetSocketAddress(GROUP, PORT), PacketTrain.PACKETS, PacketTrain.PACKET_BYTES)) {
            final PacketTrain train = train(network, generator);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                for (final Candidate candidate : candidates) {
                    with(candidate, network, sender, receiver, train, PacketsRun::warmUp);
                }
            }
            for (int round = 0; round < rounds; round++) {
                for (int turn = 0; turn < CPU_TURNS; turn++) {
                    for (final Candidate candidate : candidates) {
                        with(candidate, network, sender, receiver, train,
                            (wire, found) -> found.cpu(cpu(wire, BURSTS)));
                    }
                }
                for (final Candidate candidate : candidates) {
                    with(candidate, network, sender, receiver, train, PacketsRun::rates);
                }
            }
        }
    }

    private PacketTrain train(final PrivateNetwork network, final RateSender generator) throws Exception {
        final BatchSender[] senders = new BatchSender[PacketTrain.PACKETS / PacketTrain.BATCH];
        for (int i = 0; i < senders.length; i++) {
            senders[i] =
                network.segmentingSender(new InetSocketAddress(GROUP, PORT), PacketTrain.BATCH, PacketTrain.PACKET_BYTES);
        }
        return new PacketTrain(senders, generator, seed);
    }

    /** What is done with an open source. */
    @FunctionalInterface
    private interface Measurement {
        void of(WireRun wire, CandidateFigures found) throws Exception;
    }

    private void with(final Candidate candidate, final PrivateNetwork network, final PinnedThread sender,
            final PinnedThread receiver, final PacketTrain train, final Measurement measurement) throws Exception {
        final LineAddress line =
            LineAddress.parse(GROUP + ':' + PORT + '@' + PrivateNetwork.FEED_INTERFACE);
        try (PacketSource source = network.inFeed(() -> candidate.open(line))) {
            final WireRun wire = new WireRun(sender, receiver, train, source);
            measurement.of(wire, figures.computeIfAbsent(candidate.name(), name -> new CandidateFigures()));
            wire.handler().requireSound();
        }
    }

    private static void warmUp(final WireRun wire, final CandidateFigures found) throws Exception {
        wire.atRate(WARM_UP_RATE, WARM_UP_NANOS, PacketTrain.BATCH);
        cpu(wire, WARM_UP_BURSTS);
        wire.flood(WARM_UP_RATE, WARM_UP_NANOS);
    }

    private static void rates(final WireRun wire, final CandidateFigures found) throws Exception {
        wire.handler().timing(true);
        wire.atRate(LATENCY_RATE, LATENCY_NANOS, 1);
        found.oneWay(wire.handler().micros(50), wire.handler().micros(99));
        wire.handler().timing(false);
        found.lossless(LosslessSearch.on(wire));
        found.decoded(wire.handler());
    }

    /** Medians of the bursts that came whole. */
    private static CpuNanos cpu(final WireRun wire, final int bursts) throws Exception {
        final List<Double> receiver = new ArrayList<>();
        final List<Double> sender = new ArrayList<>();
        for (int i = 0; i < bursts; i++) {
            final WireRun.Burst burst = wire.burst();
            if (burst.received() == WireRun.BURST) {
                receiver.add((double) burst.receiverNanos() / WireRun.BURST);
                sender.add((double) burst.senderNanos() / WireRun.BURST);
            }
        }
        if (receiver.isEmpty()) {
            throw new IllegalStateException("none of " + bursts + " bursts of " + WireRun.BURST
                + " packets came whole: the machine is too busy to measure");
        }
        return new CpuNanos(Median.of(receiver), Median.of(sender));
    }

    /** The largest receive buffer that the machine grants when it is not being measured; it is put back. */
    public String receiveBufferLimit() {
        return grantedBefore;
    }

    /** How many times the lossless rate of NIO AF_XDP has, spinning. */
    public double losslessRatio() {
        return figures.get(Candidate.AFXDP_SPIN).losslessPerSecond() / figures.get(Candidate.NIO).losslessPerSecond();
    }

    /** Which part of NIO's receiver CPU a decoded packet AF_XDP needs, spinning: the median of all turns. */
    public double cpuRatio() {
        return figures.get(Candidate.AFXDP_SPIN).medianCpuRatio(figures.get(Candidate.NIO));
    }

    /** The same of the least that either needed. */
    public double leastCpuRatio() {
        return figures.get(Candidate.AFXDP_SPIN).leastReceiverCpu() / figures.get(Candidate.NIO).leastReceiverCpu();
    }
}
