package io.depthstream.local.cli;

import io.depthstream.local.run.RunReport;
import java.nio.file.Path;

/** Prints and writes a run's report and turns it into an exit code. */
final class Verdict {
    private Verdict() {
    }

    static int of(final RunReport report, final Path json) {
        System.out.println();
        System.out.print(report.table());
        if (json != null) {
            report.write(json);
        }
        if (report.exact()) {
            System.out.println("\nEvery message applied once; every book exact.");
            return 0;
        }
        System.out.println(report.sent() == 0
            ? "\nFAILED: nothing was sent, so nothing was checked."
            : "\nFAILED: %,d of %,d messages applied, %,d price levels differ."
                .formatted(report.applied(), report.sent(), report.differences()));
        return Depthstream.CHECK_FAILED;
    }
}
