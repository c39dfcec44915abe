package io.depthstream.ingest.afxdp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ip} of iproute2. */
final class IpCommand {
    private static final long LIMIT_SECONDS = 60;

    private IpCommand() {
    }

    /**
     * Runs it and returns what it printed.
     *
     * @throws IOException with the command and its complaint, if it is not there, fails, or takes over a minute
     */
    static String run(final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Debian keeps it where an ordinary user's path does not look.
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ':' + more);
        final Process process = builder.start();
        try {
            process.getOutputStream().close();
            final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(String.join(" ", command) + " did not end within " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + text.strip());
            }
            return text;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(String.join(" ", command) + " was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
