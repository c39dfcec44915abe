package io.depthstream.ingest.netns;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Java process inside a namespace, with this one's class path; its output is read line by line. */
public final class NamespaceProcess implements AutoCloseable {
    private static final long LINE_SECONDS = 60;
    private static final String END = "\u0000end";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final Thread reader;

    /** Starts {@code main} inside {@code namespace}. */
    public NamespaceProcess(final NetworkNamespace namespace, final Class<?> main, final String... arguments)
            throws IOException {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Xmx256m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true",
            "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(namespace.inside(command)).redirectErrorStream(true).start();
        reader = new Thread(this::read, main.getSimpleName() + " output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (final IOException e) {
            lines.add("output broke off: " + e);
        }
        lines.add(END);
    }

    /** Waits for a line that begins so, and returns what follows on it. */
    public String awaitLine(final String beginning) throws InterruptedException {
        while (true) {
            final String line = lines.poll(LINE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("no line \"" + beginning + "…\" in " + LINE_SECONDS + " s, or the process ended: "
                    + String.join(System.lineSeparator(), seen));
            }
            seen.add(line);
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
    }

    /** Ends the process, which is asked by the end of its input and then made to. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
