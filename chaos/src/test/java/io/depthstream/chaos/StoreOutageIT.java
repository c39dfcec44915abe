package io.depthstream.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.depthstream.chaos.StoreOutageExperiment.Plan;
import io.depthstream.chaos.StoreOutageExperiment.Report;
import io.depthstream.chaos.StoreOutageExperiment.Store;
import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.local.run.StoreReport;
import io.depthstream.local.stack.NatsServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A short outage of each store under load, its job killed meanwhile and after. How long it is away is set by
 * {@code depthstream.chaos.outageSeconds}.
 */
@Tag("full")
@Timeout(600)
class StoreOutageIT {
    private static final int SECONDS = Integer.getInteger("depthstream.chaos.outageSeconds", 3);

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldHoldTheTruthThoughItWasKilledAndTheJobThatFeedsItTwice(final Store store, @TempDir final Path folder)
            throws Exception {
        final Optional<Path> library = EngineLibrary.find(Path.of(System.getProperty("depthstream.npm")).getParent());
        assumeTrue(store != Store.CLICKHOUSE || library.isPresent(),
            "no libchdb under .depthstream/npm: npm package " + EngineLibrary.PACKAGE);
        assumeTrue(store != Store.NATS || NatsServer.installed(), "no nats-server on the PATH: apt-get install nats-server");
        final Report report =
            new StoreOutageExperiment(new Plan(store, library.orElse(null), 20200130, 40_000, SECONDS), folder).run();
        assertTrue(report.publishedDuring() > 0, "the books stood still: " + report);
        assertTrue(report.store().rows() > 0, report::toString);
        assertEquals(new StoreReport(report.store().rows(), 0, 0, 0), report.store());
    }
}
