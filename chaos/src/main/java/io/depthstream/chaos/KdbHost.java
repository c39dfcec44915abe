package io.depthstream.chaos;

import io.depthstream.local.stack.EmbeddedKdb;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Main class of a process that is a q server with the suite's scripts, to be killed or frozen. The end of standard input ends
 * it too: it never outlives who started it.
 */
public final class KdbHost {
    private static final int ARGUMENTS = 3;
    private static final String HOME = "depthstream.home";

    private KdbHost() {
    }

    /** Runs until killed or left alone; wants folder, day and port. */
    public static void main(final String[] arguments) throws Exception {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException("wants FOLDER DAY PORT, got " + arguments.length + " words");
        }
        EmbeddedKdb.start(Path.of(arguments[0]), LocalDate.parse(arguments[1]), Integer.parseInt(arguments[2]));
        JobHost.awaitEndOfInput();
        Runtime.getRuntime().halt(0);
    }

    /**
     * Such a server, not started.
     *
     * @param folder keeps log and days: started again, it holds what it held
     */
    static KillableServer server(final Path folder, final LocalDate day, final int port) {
        return new KillableServer(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-D" + HOME + "=" + System.getProperty(HOME, Path.of("..").toAbsolutePath().toString()),
            "-cp", System.getProperty("java.class.path"), KdbHost.class.getName(),
            folder.resolve("kdb").toString(), day.toString(), Integer.toString(port)), port, folder.resolve("kdb.log"));
    }
}
