package io.depthstream.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's metrics of one embedded cluster, readable at any moment from this process: no reporter interval, no REST call
 * that the measured machine would have to answer. Metrics stay readable after their task has ended.
 *
 * <p>Any thread.
 */
public final class MetricCapture implements AutoCloseable {
    private static final String RUN = "run";
    private static final Map<String, MetricCapture> RUNS = new ConcurrentHashMap<>();

    private final String run = UUID.randomUUID().toString();
    private final Map<String, List<Metric>> metrics = new ConcurrentHashMap<>();

    /** A capture for one cluster; {@link #configure} tells the cluster. */
    public MetricCapture() {
        RUNS.put(run, this);
    }

    /** Adds to a cluster's settings what brings its metrics here. */
    public void configure(final Configuration settings) {
        settings.setString("metrics.reporter.capture.factory.class", Factory.class.getName());
        settings.setString("metrics.reporter.capture." + RUN, run);
    }

    /** Sum of every counter and numeric gauge of that name, over subtasks; 0 where there is none yet. */
    public long sum(final String name) {
        long sum = 0;
        for (final Metric metric : metrics.getOrDefault(name, List.of())) {
            if (metric instanceof Counter counter) {
                sum += counter.getCount();
            } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
                sum += number.longValue();
            }
        }
        return sum;
    }

    /** Every histogram of that name, one a subtask. */
    public List<Histogram> histograms(final String name) {
        final List<Histogram> found = new ArrayList<>();
        for (final Metric metric : metrics.getOrDefault(name, List.of())) {
            if (metric instanceof Histogram histogram) {
                found.add(histogram);
            }
        }
        return found;
    }

    /** Forgets the metrics. */
    @Override
    public void close() {
        RUNS.remove(run);
        metrics.clear();
    }

    /** Found by Flink through the service loader. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(final Properties properties) {
            return new Reporter();
        }
    }

    private static final class Reporter implements MetricReporter {
        private MetricCapture capture;

        @Override
        public void open(final MetricConfig config) {
            capture = RUNS.get(config.getString(RUN, ""));
        }

        @Override
        public void close() {
            capture = null;
        }

        @Override
        public void notifyOfAddedMetric(final Metric metric, final String name, final MetricGroup group) {
            final MetricCapture target = capture;
            if (target != null) {
                target.metrics.computeIfAbsent(name, ignored -> new CopyOnWriteArrayList<>()).add(metric);
            }
        }

        @Override
        public void notifyOfRemovedMetric(final Metric metric, final String name, final MetricGroup group) {
            // Kept: the last values are read after the job has ended.
        }
    }
}
