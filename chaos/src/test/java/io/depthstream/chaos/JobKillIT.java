package io.depthstream.chaos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.chaos.JobKillExperiment.Kill;
import io.depthstream.chaos.JobKillExperiment.Plan;
import io.depthstream.chaos.JobKillExperiment.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job in a process of its own, killed with signal 9 in mid-stream: what exactly-once is claimed by. Seed, deaths and
 * messages are set by {@code depthstream.chaos.seed}, {@code .kills} and {@code .messages}.
 */
@Tag("full")
@Timeout(2_400)
class JobKillIT {
    private static final long SEED = Long.getLong("depthstream.chaos.seed", 20200130);
    private static final int KILLS = Integer.getInteger("depthstream.chaos.kills", 4);
    private static final long MESSAGES = Long.getLong("depthstream.chaos.messages", 100_000);

    @Test
    void shouldPublishEveryRecordExactlyOnceThoughItsProcessIsKilledAgainAndAgain(@TempDir final Path folder)
            throws Exception {
        publishExactlyOnce(new Plan(SEED, KILLS, MESSAGES, 2, false), folder);
    }

    @Test
    void shouldPublishEveryRecordExactlyOnceFromALogOfChangesOfState(@TempDir final Path folder) throws Exception {
        publishExactlyOnce(new Plan(SEED, KILLS, MESSAGES, 2, true), folder);
        try (Stream<Path> left = Files.walk(folder.resolve("changelog"))) {
            assertTrue(left.anyMatch(Files::isRegularFile), "nothing was logged, so nothing was shown");
        }
    }

    private static void publishExactlyOnce(final Plan plan, final Path folder) throws Exception {
        final Report report = new JobKillExperiment(plan, folder).run();
        final String shown = "seed " + SEED + ": " + report;
        assertAll(
            () -> assertEquals(KILLS, report.kills().size(), shown),
            () -> assertTrue(report.kills().stream().allMatch(kill -> kill.exitCode() == JobProcess.KILLED), shown),
            () -> assertTrue(report.kills().stream().mapToLong(Kill::checkpoint).max().orElse(0) > 0, shown),
            () -> assertTrue(report.kills().get(0).applied() < report.events(), shown),
            () -> assertTrue(report.verdict().committed() > MESSAGES / 20, shown),
            () -> assertTrue(report.verdict().dropped() > 0, "no record was published again, so nothing was shown: " + shown),
            () -> assertTrue(report.verdict().exact(), shown),
            () -> assertTrue(report.books().levels() > 0, shown),
            () -> assertTrue(report.books().exact(), shown));
    }
}
