package io.depthstream.local.check.live;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/** A live check as Prometheus metrics, read when scraped; no metric has a symbol label. */
public final class LiveCheckMetrics {
    private LiveCheckMetrics() {
    }

    /** Registers the metrics of a check. */
    public static void register(final PrometheusRegistry registry, final LiveBookCheck check) {
        counter(registry, "bookcheck_rounds", "Comparisons of all books with the venue's.", () -> check.totals().rounds());
        counter(registry, "bookcheck_failed_rounds", "Rounds without a whole spin.", () -> check.totals().failed());
        counter(registry, "bookcheck_different_books", "Books that differed twice in a row and claimed to be good.",
            () -> check.totals().different());
        GaugeWithCallback.builder().name("bookcheck_books").labelNames("result")
            .help("Books of the last round by result: ok, inconclusive, different.")
            .callback(c -> {
                final LiveCheckRound last = check.last();
                c.call(last.ok(), "ok");
                c.call(last.inconclusive(), "inconclusive");
                c.call(last.different(), "different");
            }).register(registry);
    }

    private static void counter(
            final PrometheusRegistry registry, final String name, final String help, final LongSupplier value) {
        CounterWithCallback.builder().name(name).help(help).callback(c -> c.call(value.getAsLong())).register(registry);
    }
}
