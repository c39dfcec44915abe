package io.depthstream.jobs.book;

import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Reads a length-prefixed file of ITCH 5.0 messages into test events, independently of the feed handler: just enough of
 * the specification for books, trades and a few states. Message n (from 0) gets sequence n + 1.
 */
final class ItchFile {

    private ItchFile() {}

    /** The real data folder; the test is skipped, visibly, where it is absent. */
    static Path data(final String file) {
        final Path folder = Path.of(System.getProperty("depthstream.data", "../shared/data"));
        final Path path = folder.resolve(file);
        if (!Files.isReadable(path)) {
            Assumptions.abort("real data not at " + path + ": skipped");
        }
        return path;
    }

    static List<FeedEvent> read(final Path path, final String symbol, final long midnight) throws IOException {
        final List<FeedEvent> events = new ArrayList<>();
        final ByteBuffer file = ByteBuffer.wrap(bytes(path));
        while (file.remaining() > 2) {
            final int length = file.getShort() & 0xFFFF;
            final ByteBuffer message = file.slice(file.position(), length);
            file.position(file.position() + length);
            events.add(event(message, symbol, events.size() + 1L, midnight));
        }
        return events;
    }

    static byte[] bytes(final Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return path.toString().endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }

    private static FeedEvent event(final ByteBuffer m, final String symbol, final long sequence, final long midnight) {
        final long time = midnight + ((m.getShort(5) & 0xFFFFL) << 32 | m.getInt(7) & 0xFFFFFFFFL);
        return switch (m.get(0)) {
            case 'A', 'F' -> FeedEvent.add(symbol, sequence, time, m.get(19) == 'B' ? Side.BID : Side.ASK,
                    m.getLong(11), m.getInt(32), m.getInt(20));
            case 'E' -> FeedEvent.execute(symbol, sequence, time, m.getLong(11), m.getInt(19));
            case 'C' -> FeedEvent.executeAtPrice(
                    symbol, sequence, time, m.getLong(11), m.getInt(19), m.getInt(32), m.get(31) == 'Y');
            case 'X' -> FeedEvent.cancel(symbol, sequence, time, m.getLong(11), m.getInt(19));
            case 'D' -> FeedEvent.delete(symbol, sequence, time, m.getLong(11));
            case 'U' -> FeedEvent.replace(
                    symbol, sequence, time, m.getLong(11), m.getLong(19), m.getInt(31), m.getInt(27));
            case 'P' -> FeedEvent.rare(
                    EventKind.TRADE, symbol, sequence, time, Side.BID, m.getInt(32), m.getInt(20), "");
            case 'H' -> FeedEvent.rare(EventKind.TRADING_ACTION, symbol, sequence, time, Side.NONE, 0, 0,
                    (char) m.get(19) + "| |" + ascii(m, 21, 4));
            case 'S' -> FeedEvent.rare(
                    EventKind.SYSTEM, symbol, sequence, time, Side.NONE, 0, 0, ascii(m, 11, 1));
            case 'R' -> FeedEvent.rare(EventKind.DIRECTORY, symbol, sequence, time, Side.NONE, 0, m.getInt(21), "");
            case 'Y' -> FeedEvent.rare(EventKind.REG_SHO, symbol, sequence, time, Side.NONE, 0, 0, ascii(m, 19, 1));
            case 'L' -> FeedEvent.rare(EventKind.PARTICIPANT_POSITION, symbol, sequence, time, Side.NONE, 0, 0,
                    ascii(m, 11, 4) + "|" + ascii(m, 23, 1) + "|" + ascii(m, 24, 1) + "|" + ascii(m, 25, 1));
            default -> throw new IllegalArgumentException("message type " + (char) m.get(0) + " is not in the test data");
        };
    }

    private static String ascii(final ByteBuffer m, final int at, final int length) {
        final byte[] bytes = new byte[length];
        m.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII).trim();
    }
}
