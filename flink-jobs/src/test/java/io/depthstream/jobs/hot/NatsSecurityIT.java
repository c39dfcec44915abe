package io.depthstream.jobs.hot;

import static io.depthstream.jobs.hot.Conditions.LIMIT;
import static io.depthstream.jobs.hot.Conditions.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.depthstream.jobs.config.JobConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS both ways, a credentials file, and what happens to who has neither. */
@Tag("full")
@Timeout(240)
class NatsSecurityIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void requireServer() {
        assumeTrue(NatsProcess.installed(), "no nats-server on the PATH: apt-get install nats-server");
    }

    @Test
    void shouldPublishOverTlsWithACertificateOfItsOwn() throws Exception {
        final TestCertificate server = TestCertificate.make(folder, "server");
        final TestCertificate job = TestCertificate.make(folder, "job");
        try (NatsProcess nats = new NatsProcess(folder, "--tlsverify", "--tlscert", server.certificate(), "--tlskey", server.key(),
                "--tlscacert", job.certificate())) {
            final Map<String, String> right = Map.of("hot.natsUri", "tls://127.0.0.1:" + nats.port(),
                    "hot.tlsTrust", server.certificate(), "hot.tlsCertificate", job.certificate(), "hot.tlsKey", job.key());
            publishes(right);
            final Map<String, String> stranger = new HashMap<>(right);
            stranger.put("hot.tlsTrust", job.certificate());
            isRefused(stranger);
            final Map<String, String> unknown = new HashMap<>(right);
            unknown.remove("hot.tlsCertificate");
            unknown.remove("hot.tlsKey");
            isRefused(unknown);
        }
    }

    @Test
    void shouldLogInWithACredentialsFile() throws Exception {
        final NatsCredentials credentials = NatsCredentials.make(folder);
        try (NatsProcess nats = new NatsProcess(folder, "-c", credentials.serverConfiguration().toString())) {
            publishes(Map.of("hot.natsUri", nats.uri(), "hot.natsCredentials", credentials.user().toString()));
            isRefused(Map.of("hot.natsUri", nats.uri()));
            isRefused(Map.of("hot.natsUri", nats.uri(), "hot.natsCredentials", credentials.stranger().toString()));
        }
    }

    @Test
    void shouldLogInByUserAndPassword() throws Exception {
        final Path configuration = Files.writeString(folder.resolve("nats.conf"), "authorization { user: feeder, password: \"its-us\" }\n");
        try (NatsProcess nats = new NatsProcess(folder, "-c", configuration.toString())) {
            publishes(Map.of("hot.natsUri", "nats://feeder:its-us@127.0.0.1:" + nats.port()));
            isRefused(Map.of("hot.natsUri", "nats://feeder:somebody@127.0.0.1:" + nats.port()));
        }
    }

    private static void publishes(final Map<String, String> settings) throws InterruptedException {
        try (HotPublisher publisher = HotPublisherFactory.of(JobConfig.of(settings).hot()).open(0)) {
            publisher.offer(Books.state("AAPL", 1));
            assertTrue(publisher.drain(LIMIT), () -> publisher.counters().toString());
            assertEquals(1, publisher.counters().published());
        }
    }

    private static void isRefused(final Map<String, String> settings) throws InterruptedException {
        try (HotPublisher publisher = HotPublisherFactory.of(JobConfig.of(settings).hot()).open(0)) {
            publisher.offer(Books.state("AAPL", 1));
            await(() -> publisher.counters().lastError().startsWith("connect: "));
            assertEquals("0 1 0", publisher.counters().published() + " " + publisher.counters().pending() + " "
                    + publisher.counters().connects());
        }
    }
}
