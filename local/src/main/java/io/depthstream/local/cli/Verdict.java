package io.depthstream.local.cli;

import io.depthstream.local.run.RunReport;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Prints and writes a run's report and turns it into an exit code: lost messages pass only where the run was to lose them. */
final class Verdict {
    private Verdict() {
    }

    static int of(final RunReport report, final Path json, final boolean lossAllowed, final PrintWriter out) {
        out.println();
        out.print(report.table());
        if (json != null) {
            report.write(json);
        }
        if (report.liveDifferent() > 0) {
            out.printf("%nFAILED: %,d books differed from the venue's while it ran, and claimed to be good.%n",
                report.liveDifferent());
            out.flush();
            return Depthstream.CHECK_FAILED;
        }
        if (report.exact() && !report.storesExact()) {
            out.println("\nFAILED: every book is exact, but a store does not hold the truth: see stores above.");
            out.flush();
            return Depthstream.CHECK_FAILED;
        }
        if (report.exact()) {
            out.println(report.bySnapshot() == 0
                ? "\nEvery message applied once; every book exact."
                : "\nEvery message applied once or in a snapshot; every book exact.");
            out.flush();
            return 0;
        }
        if (report.honest()) {
            out.printf("%nMessages are missing, and every book that they may have touched says so.%n");
            out.flush();
            return lossAllowed ? 0 : Depthstream.CHECK_FAILED;
        }
        out.println(report.levels() == 0
            ? "\nFAILED: no order rested at the end, so nothing was checked: let it run on."
            : "\nFAILED: %,d of %,d messages applied, %,d price levels differ."
                .formatted(report.applied(), report.sent(), report.differences()));
        out.flush();
        return Depthstream.CHECK_FAILED;
    }
}
