package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.RandomMessages.Given;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.ingest.packet.ReplayPacer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfiguredSourceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long SEED = 20200130;

    private final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();
    @TempDir
    private Path folder;

    @Test
    void shouldTakeSocketsWhereAnotherKindOfSourceCannotBeHad() {
        for (final String kind : List.of("afxdp", "recvmmsg")) {
            final ConfiguredSource source = ConfiguredSource.open(
                config(Map.of("source.kind", kind, "source.lines", "127.0.0.1:0,127.0.0.1:0")), FeedFixture.DAY);
            try (NioPacketSource sockets = assertInstanceOf(NioPacketSource.class, source.packets())) {
                assertEquals(2, source.lines());
                assertTrue(sockets.localAddress(1).getPort() > 0, sockets.describe());
            }
        }
    }

    @Test
    void shouldPublishWhatBothLinesSendOverRealSockets() throws Exception {
        final List<Given> given = RandomMessages.of(SEED, 200);
        final FeedHandlerConfig config = config(Map.of("source.lines", "127.0.0.1:0,127.0.0.1:0"));
        final ConfiguredSource source = ConfiguredSource.open(config, FeedFixture.DAY);
        final NioPacketSource sockets = assertInstanceOf(NioPacketSource.class, source.packets());
        assertEquals(2, source.lines());
        assertFalse(source.replay());

        try (FeedHandler handler = handler(config, source); DatagramSocket sender = new DatagramSocket()) {
            handler.start();
            final MoldPackets packets = new MoldPackets("UDP");
            for (int i = 0; i < given.size(); i++) {
                final byte[] packet = packets.of(i + 1, given.get(i).bytes());
                for (int line = 0; line < source.lines(); line++) {
                    sender.send(new DatagramPacket(packet, packet.length, sockets.localAddress(line)));
                }
            }
            final long deadline = System.nanoTime() + LIMIT.toNanos();
            while (handler.counters().packets() < 2L * given.size() && System.nanoTime() < deadline) {
                assertTrue(handler.drain(LIMIT));
            }
            assertTrue(handler.drain(LIMIT));

            assertEquals(given.size(), handler.counters().events(), () -> "seed " + SEED + ": " + handler.counters());
            assertEquals(given.size(), handler.counters().duplicates());
            assertEquals(0, handler.counters().gaps());
            assertEquals(0, handler.counters().deadLetters());
        }
    }

    @Test
    void shouldPublishAWholeMessageFileAndEnd() throws Exception {
        final List<Given> given = RandomMessages.of(SEED, 500);
        final FeedHandlerConfig config = config(Map.of("source.kind", "file", "source.file", file(given).toString()));
        final ConfiguredSource source = ConfiguredSource.open(config, FeedFixture.DAY);
        assertTrue(source.replay());

        try (FeedHandler handler = handler(config, source)) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));

            assertEquals(given.size(), handler.counters().events(), () -> "seed " + SEED + ": " + handler.counters());
            assertEquals(1, handler.counters().endsOfSession());
        }
    }

    @Test
    void shouldPaceAFileWhenASpeedIsNamed() throws IOException {
        final Map<String, String> settings = new HashMap<>(
            Map.of("source.kind", "file", "source.file", file(RandomMessages.of(SEED, 1)).toString()));
        settings.put("source.speed", "real");

        final ConfiguredSource source = ConfiguredSource.open(config(settings), FeedFixture.DAY);

        assertInstanceOf(ReplayPacer.class, source.packets());
        source.packets().close();
    }

    @Test
    void shouldNameTheFileThatIsNoCapture() throws IOException {
        final Path text = Files.writeString(folder.resolve("notes.txt"), "not packets");

        final ConfigException seen = assertThrows(ConfigException.class, () -> ConfiguredSource.open(
            config(Map.of("source.kind", "file", "source.file", text.toString())), FeedFixture.DAY));

        assertTrue(seen.getMessage().startsWith("source.file = '" + text + "': expected a capture that can be read"),
            seen.getMessage());
    }

    private Path file(final List<Given> given) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        for (final Given message : given) {
            out.writeShort(message.bytes().length);
            out.write(message.bytes());
        }
        return Files.write(folder.resolve("day.itch"), bytes.toByteArray());
    }

    private FeedHandler handler(final FeedHandlerConfig config, final ConfiguredSource source) {
        return new FeedHandler(config, source.packets(), source.lines(), source.replay(), producer, null);
    }

    private static FeedHandlerConfig config(final Map<String, String> settings) {
        final Map<String, String> written = new HashMap<>(settings);
        written.put("trading-date", "2020-01-30");
        return FeedHandlerConfig.of(written);
    }
}
