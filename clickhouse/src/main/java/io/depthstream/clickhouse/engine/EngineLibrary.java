package io.depthstream.clickhouse.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds libchdb under {@code .depthstream/npm}, and has npm put it there when asked. */
public final class EngineLibrary {

    /** The npm package, with its version. */
    public static final String PACKAGE = "@chdb/lib-linux-x64-gnu@26.7.3-stable.1";

    private static final String PLACE = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";
    private static final long PACKED_MEGABYTES = 178;
    private static final long MEGABYTES = 566;
    private static final long TELL_MILLIS = 2_000;

    private EngineLibrary() {}

    /** The library, where it has been fetched. */
    public static Optional<Path> find(final Path npmFolder) {
        return Optional.of(npmFolder.resolve(PLACE)).filter(Files::isRegularFile);
    }

    /**
     * Finds the library or fetches it, telling how large it is and how far it has come.
     *
     * @param say takes lines for the user
     * @throws IOException if there is no npm, or it fails
     */
    public static Path require(final Path npmFolder, final Consumer<String> say) throws IOException, InterruptedException {
        final Optional<Path> there = find(npmFolder);
        if (there.isPresent()) {
            return there.get();
        }
        say.accept("Fetching the in-process ClickHouse by npm, once: " + PACKED_MEGABYTES + " MB to load, " + MEGABYTES
                + " MB in " + npmFolder);
        Files.createDirectories(npmFolder);
        final Process npm;
        try {
            npm = new ProcessBuilder("npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", npmFolder.toString(),
                    PACKAGE).redirectErrorStream(true).start();
        } catch (final IOException missing) {
            throw new IOException("there is no npm to fetch ClickHouse with: install Node.js, or feed a server of yours with the ClickHouse job", missing);
        }
        tell(npm, npmFolder, say);
        final String words = new BufferedReader(new InputStreamReader(npm.getInputStream(), StandardCharsets.UTF_8))
                .lines().reduce("", (all, line) -> all + line + " ");
        if (npm.waitFor() != 0) {
            throw new IOException("npm could not fetch " + PACKAGE + ": " + words);
        }
        return find(npmFolder).orElseThrow(() -> new IOException(PACKAGE + " holds no " + PLACE + ": another version?"));
    }

    private static void tell(final Process npm, final Path npmFolder, final Consumer<String> say)
            throws IOException, InterruptedException {
        while (!npm.waitFor(TELL_MILLIS, TimeUnit.MILLISECONDS)) {
            long bytes = 0;
            try (Stream<Path> files = Files.walk(npmFolder)) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    bytes += Files.exists(file) ? Files.size(file) : 0;
                }
            } catch (final UncheckedIOException moved) {
                // npm moves folders while it works; the next look counts again.
                continue;
            }
            say.accept("  " + bytes / 1_000_000 + " of " + MEGABYTES + " MB");
        }
    }
}
