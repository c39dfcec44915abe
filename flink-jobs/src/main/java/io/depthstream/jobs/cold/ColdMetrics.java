package io.depthstream.jobs.cold;

import org.apache.flink.metrics.MetricGroup;

/** The metrics of a cold writer, in group {@code depthstream}. */
final class ColdMetrics {

    private ColdMetrics() {}

    static void register(final MetricGroup writer, final ColdWriter of) {
        final MetricGroup group = writer.addGroup("depthstream");
        final ColdCounters counters = of.counters();
        group.gauge("confirmedRows", counters.confirmedRows::sum);
        group.gauge("confirmedBatches", counters.confirmedBatches::sum);
        group.gauge("sentBatches", counters.sentBatches::sum);
        group.gauge("lostConnections", counters.lostConnections::sum);
        group.gauge("refusedBatches", counters.refusedBatches::sum);
        group.gauge("deadLetters", counters.deadLetters::sum);
        group.gauge("abortedCalls", counters.abortedCalls::sum);
        group.gauge("waitingBatches", of::waitingBatches);
        group.gauge("connected", () -> counters.connected ? 1 : 0);
        group.gauge("storeDown", () -> of.storeDown() ? 1 : 0);
    }
}
