package io.depthstream.chaos;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A job in a process of its own, see {@link JobHost}: started, watched, killed with signal 9. One thread. */
public final class JobProcess implements AutoCloseable {
    /** Exit code of a process that signal 9 has ended. */
    public static final int KILLED = 128 + 9;

    private static final long END_SECONDS = 60;

    private final Process process;
    private final Path log;

    private JobProcess(final Process process, final Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the job with this process's class path.
     *
     * @param folder     exists; takes the log and whatever the process leaves in its temporary folder
     * @param kind       which job
     * @param settings   the job's configuration
     * @param checkpoint where to go on from, or null for the beginning
     */
    public static JobProcess start(
            final Path folder, final String name, final JobHost.Kind kind, final Map<String, String> settings, final Path checkpoint)
            throws IOException {
        return start(folder, name, kind, settings, checkpoint, null);
    }

    /** Starts it; Flink logs each change of the job's state in a folder, unless that is null. */
    static JobProcess start(
            final Path folder, final String name, final JobHost.Kind kind, final Map<String, String> settings, final Path checkpoint,
            final Path changelog) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--add-"))
            .forEach(command::add);
        if (changelog != null) {
            command.add("-D" + JobHost.CHANGELOG + "=" + changelog);
        }
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve(name + ".tmp")),
            "-cp", System.getProperty("java.class.path"), JobHost.class.getName(), kind.name(),
            checkpoint == null ? JobHost.FROM_THE_BEGINNING : checkpoint.toUri().toString()));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        final File log = folder.resolve(name + ".log").toFile();
        final Process started = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        return new JobProcess(started, log.toPath());
    }

    /**
     * @throws IllegalStateException if the process has ended by itself, with the end of its log
     */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            final List<String> lines = Files.readAllLines(log);
            throw new IllegalStateException("the job's process ended by itself with " + process.exitValue() + ": "
                + String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 40), lines.size())));
        }
    }

    /** What the process has said so far. */
    public List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    /** Ends the process by signal 9, which it cannot see coming, and returns its exit code. */
    public int kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " outlived signal 9 by " + END_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Leaves no process behind. */
    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
