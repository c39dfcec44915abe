package io.depthstream.jobs.kdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.config.KdbConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sink through TLS with user and password. Whom to trust is a property of the Java machine, so the sink runs in one of its
 * own.
 */
@Timeout(120)
class KdbTlsIT {

    private static final String KEPT = "kept";

    @TempDir
    private Path folder;

    /** The sink's side: one row, sent and confirmed. Says what came of it. */
    public static final class Sink {

        private Sink() {}

        /** Wants the port and the file of the password. */
        public static void main(final String[] arguments) throws Exception {
            final KdbStore store = new KdbStore(KdbConfig.of(Map.of("kdb.host", "localhost", "kdb.port", arguments[0],
                    "kdb.user", "sink", "kdb.passwordFile", arguments[1], "kdb.tls", "true", "retry.callTimeoutMillis", "20000")));
            try {
                store.open();
                final ColdBatch batch = store.newBatch();
                batch.add(DerivedValues.trade("AAPL", 7, 0));
                store.send(batch);
                store.confirm();
                System.out.println(KEPT);
            } catch (final IOException refused) {
                System.out.println(refused.getMessage());
            } finally {
                store.close();
            }
        }
    }

    @Test
    void shouldSendThroughTlsToWhomItTrustsWithUserAndPassword() throws Exception {
        final Path keys = TlsFront.keys(folder.resolve("keys.p12"));
        final Path strangers = TlsFront.keys(folder.resolve("strangers.p12"));
        try (KdbEndpoint kdb = new KdbEndpoint(); TlsFront front = new TlsFront(keys, kdb.port())) {
            final String right = KdbEndpoint.LOGIN.substring(KdbEndpoint.LOGIN.indexOf(':') + 1);
            assertEquals(KEPT, sink(front.port(), keys, right));
            assertEquals(2, front.secured.get(), "the knock and the client");
            assertArrayEquals(new long[] {7}, (long[]) kdb.messages.get(0).columns()[4]);

            assertTrue(sink(front.port(), keys, "wrong").contains("refuses the login"), "a wrong password");
            assertEquals(3, front.secured.get());
            assertTrue(sink(front.port(), strangers, right).contains("PKIX path"), "a certificate nobody vouches for");
            assertEquals(3, front.secured.get(), "the login was not said to a stranger");
            assertEquals(1, kdb.messages.size());
        }
    }

    private String sink(final int port, final Path trusted, final String password) throws Exception {
        final Path file = Files.writeString(folder.resolve("password"), password + "\n");
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD,
                "-cp", System.getProperty("java.class.path"), Sink.class.getName(), Integer.toString(port), file.toString()));
        final Process process = new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), () -> said + errors());
        return said.isEmpty() ? said : said.lines().reduce((first, last) -> last).orElseThrow();
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (final IOException unreadable) {
            return unreadable.toString();
        }
    }
}
