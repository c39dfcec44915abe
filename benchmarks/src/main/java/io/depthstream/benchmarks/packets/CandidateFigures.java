package io.depthstream.benchmarks.packets;

import io.depthstream.benchmarks.report.Median;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rounds of one source came to: of the rates without loss the best, because whatever disturbs a round can only
 * lower it, of all else the median; of the receiver's CPU time the least beside it. One thread.
 */
final class CandidateFigures {
    private final List<Double> lossless = new ArrayList<>();
    private final List<Double> receiverCpu = new ArrayList<>();
    private final List<Double> senderCpu = new ArrayList<>();
    private final List<Double> p50 = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();
    private boolean senderLimited;
    private long packets;
    private long messages;

    void lossless(final LosslessSearch.Found found) {
        lossless.add(found.perSecond());
        senderLimited |= found.senderLimited();
    }

    void cpu(final CpuNanos perPacket) {
        receiverCpu.add(perPacket.receiver());
        senderCpu.add(perPacket.sender());
    }

    void oneWay(final double p50Micros, final double p99Micros) {
        p50.add(p50Micros);
        p99.add(p99Micros);
    }

    void decoded(final DecodingHandler handler) {
        packets += handler.packets();
        messages += handler.messages();
    }

    double losslessPerSecond() {
        return Collections.max(lossless);
    }

    double leastReceiverCpu() {
        return Collections.min(receiverCpu);
    }

    /** The median of the ratios of this source's receiver CPU to another's, turn by turn. */
    double medianCpuRatio(final CandidateFigures other) {
        final List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < receiverCpu.size(); turn++) {
            ratios.add(receiverCpu.get(turn) / other.receiverCpu.get(turn));
        }
        return Median.of(ratios);
    }

    Map<String, Object> values() {
        final Map<String, Object> values = new LinkedHashMap<>();
        values.put("losslessPacketsPerSecond", losslessPerSecond());
        values.put("senderLimited", senderLimited);
        values.put("receiverCpuNanosPerPacket", Median.of(receiverCpu));
        values.put("receiverCpuNanosLeast", leastReceiverCpu());
        values.put("senderCpuNanosPerPacket", Median.of(senderCpu));
        values.put("oneWayP50Micros", Median.of(p50));
        values.put("oneWayP99Micros", Median.of(p99));
        values.put("packets", packets);
        values.put("messages", messages);
        return values;
    }
}
