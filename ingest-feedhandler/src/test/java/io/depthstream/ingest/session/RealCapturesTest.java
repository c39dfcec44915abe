package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.ingest.packet.CaptureCounter;
import io.depthstream.ingest.packet.FilePacketSource;
import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.packet.PacketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Genuine MoldUDP64 packets and a real message file, where they are, against another decoder's reading. */
class RealCapturesTest {

    private final Path data = Path.of(System.getProperty("depthstream.data", "no such folder"), "itch");

    @Test
    void shouldReadEveryMessageOfTheRealCapturesAsAnotherDecoderDid() throws IOException {
        final Path captures = data.resolve("pcap");
        Assumptions.assumeTrue(Files.isDirectory(captures), "real data not at " + captures + ": skipped");
        final Map<String, List<String>> expected = new TreeMap<>();
        for (final String row : Files.readAllLines(captures.resolve("decoded.jsonl"))) {
            final JsonNode message = new ObjectMapper().readTree(row);
            final String file = message.get("file").asText();
            expected.computeIfAbsent(file.substring(file.lastIndexOf('/') + 1), name -> new ArrayList<>())
                    .add(message.get("session").asText() + " " + message.get("seq").asLong() + " " + message.get("hex").asText());
        }
        assertEquals(8, expected.size());

        for (final Map.Entry<String, List<String>> file : expected.entrySet()) {
            final Recording seen = replay(captures.resolve("totalview-itch-5.0").resolve(file.getKey()));
            assertEquals(file.getValue(), seen.messages, file.getKey());
            assertEquals(file.getKey().startsWith("Multiple") ? List.of("14764497..19009117") : List.of(), seen.gaps);
            assertEquals(file.getKey().startsWith("Multiple") ? 2 : 1, seen.packets);
        }
    }

    @Test
    void shouldNumberTheRealMessageFileFromOneToTenThousand() throws IOException {
        final Path file = data.resolve("aapl10k.bin");
        Assumptions.assumeTrue(Files.isRegularFile(file), "real data not at " + file + ": skipped");
        final Recording seen = replay(file);
        assertEquals(10_000, seen.messages.size());
        assertTrue(seen.messages.get(0).startsWith("FILE000001 1 52000d"));
        assertTrue(seen.messages.get(9_999).startsWith("FILE000001 10000 "));
        assertEquals(List.of(), seen.gaps);
        assertEquals(10_001, seen.end);
    }

    private static Recording replay(final Path file) throws IOException {
        final Recording seen = new Recording();
        try (FilePacketSource source = PacketSources.open(file)) {
            final LineArbiter arbiter = LineArbiter.forReplay(ArbiterConfig.ofLines(1), seen);
            while (!source.exhausted()) {
                source.poll(arbiter, 64);
            }
            arbiter.endOfInput();
            assertEquals(source.totalBytes(), source.bytesRead());
            assertEquals(0, source.counters().get(CaptureCounter.MALFORMED));
            seen.packets = source.counters().get(CaptureCounter.PACKETS);
        }
        assertFalse(seen.messages.isEmpty());
        return seen;
    }

    private static final class Recording implements SequencedListener {
        private final List<String> messages = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();
        private long end;
        private long packets;

        @Override
        public void onMessage(final String session, final long sequence, final DirectBuffer buffer, final int offset,
                final int length, final long receiveTimeNanos) {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            messages.add(session + " " + sequence + " " + HexFormat.of().formatHex(bytes));
        }

        @Override
        public void onGap(final String session, final long begin, final long end) {
            gaps.add(begin + ".." + end);
        }

        @Override
        public void onEndOfSession(final String session, final long nextSequence, final long receiveTimeNanos) {
            end = nextSequence;
        }

        @Override
        public void onMalformed(final int line, final PacketFault fault, final DirectBuffer buffer, final int offset,
                final int length) {
            throw new AssertionError(fault);
        }
    }
}
