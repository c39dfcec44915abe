package io.depthstream.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The jar that is given to a cluster: what is in it, what isn't, and that it works by itself. */
class ShadedJarIT {

    private static final Path JAR = Path.of("target", "depthstream-jobs.jar").toAbsolutePath();

    @BeforeAll
    static void requireJar() {
        if (!Files.exists(JAR)) {
            Assumptions.abort("no " + JAR + ": skipped; mvn verify builds it before it runs this test");
        }
    }

    @Test
    void shouldHoldTheJobsAndTheirLibrariesButNotFlink() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (final String expected : List.of(
                    "io/depthstream/jobs/config/JobConfig.class",
                    "io/depthstream/jobs/hot/publish-books.lua",
                    "io/depthstream/schemas/avro/EventBatch.class",
                    "io/depthstream/orderbook/OrderBooks.class",
                    "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                    "org/apache/kafka/clients/producer/KafkaProducer.class",
                    "io/lettuce/core/RedisClient.class",
                    "order-book-job.yaml")) {
                assertNotNull(jar.getEntry(expected), "the jar lacks " + expected);
            }
            final List<String> unwanted = jar.stream().map(JarEntry::getName)
                    .filter(name -> name.startsWith("org/apache/flink/runtime/")
                            || name.startsWith("org/apache/flink/streaming/api/environment/")
                            || name.startsWith("com/fasterxml/jackson/")
                            || name.startsWith("org/yaml/")
                            || name.startsWith("org/slf4j/")
                            || name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
                    .toList();
            assertEquals(List.of(), unwanted);
        }
    }

    @Test
    void shouldMergeServiceFilesAndRenameThemWithTheirClasses() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            final List<String> services = jar.stream().map(JarEntry::getName)
                    .filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/")).toList();
            assertFalse(services.isEmpty());
            for (final String service : services) {
                assertFalse(service.contains("com.fasterxml"), service);
                final String text = new String(jar.getInputStream(jar.getEntry(service)).readAllBytes(), StandardCharsets.UTF_8);
                for (final String line : text.lines().map(String::strip).toList()) {
                    if (!line.isEmpty() && !line.startsWith("#")) {
                        assertNotNull(jar.getEntry(line.replace('.', '/') + ".class"), service + " names " + line);
                    }
                }
            }
        }
    }

    @Test
    void shouldReadItsConfigurationAndOpenAHotPublisherWithNothingElseOnTheClassPath() throws Exception {
        final URL slf4j = LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation();
        final URL[] path = {JAR.toUri().toURL(), slf4j};
        try (URLClassLoader alone = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            final Class<?> jobConfig = alone.loadClass("io.depthstream.jobs.config.JobConfig");
            final Object defaults = jobConfig.getMethod("fromArgs", String[].class).invoke(null, (Object) new String[0]);
            assertTrue(defaults.toString().contains("bootstrap=127.0.0.1:9092"), defaults.toString());
            final Object config = jobConfig.getMethod("of", Map.class)
                    .invoke(null, Map.of("hot.kind", "redis", "hot.uri", "redis://127.0.0.1:1", "hot.closeMillis", "0"));
            final Object hot = jobConfig.getMethod("hot").invoke(config);
            final Class<?> factory = alone.loadClass("io.depthstream.jobs.hot.HotPublisherFactory");
            final Object made = factory.getMethod("of", hot.getClass()).invoke(null, hot);
            final Class<?> publishers = alone.loadClass("io.depthstream.jobs.hot.HotPublisher");
            final Object publisher = factory.getMethod("open", int.class).invoke(made, 0);
            try {
                String error = "";
                final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (error.isEmpty() && System.nanoTime() - deadline < 0) {
                    TimeUnit.MILLISECONDS.sleep(10);
                    final Object counters = publishers.getMethod("counters").invoke(publisher);
                    error = (String) counters.getClass().getMethod("lastError").invoke(counters);
                }
                assertTrue(error.startsWith("connect: Unable to connect to 127.0.0.1"), error);
            } finally {
                publishers.getMethod("close").invoke(publisher);
            }
        }
    }
}
