package io.depthstream.orderbook;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** A real ITCH 5.0 file for one symbol, message by message: only the kinds that change a book, and of these only what a book needs. */
final class ItchTape implements AutoCloseable {
    private final DataInputStream in;
    private final OrderBook book;
    private int messages;
    private int changes;

    private ItchTape(final InputStream in, final OrderBook book) {
        this.in = new DataInputStream(in);
        this.book = book;
    }

    /** A file below the real data folder; skips the test, and says so, where the data is absent. */
    static Path file(final String name) {
        final Path file = Path.of(System.getProperty("depthstream.data", "../../shared/data"), name);
        if (!Files.exists(file)) {
            Assumptions.abort("real data not at " + file + ": skipped");
        }
        return file;
    }

    static ItchTape open(final String name, final OrderBook book) throws IOException {
        final InputStream raw = Files.newInputStream(file(name));
        return new ItchTape(name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw, book);
    }

    /** Messages read so far. */
    int messages() {
        return messages;
    }

    /** Messages among them that changed the book. */
    int changes() {
        return changes;
    }

    /** Applies messages until so many were read; false when the file ended first. */
    boolean readTo(final int count) throws IOException {
        while (messages < count) {
            final byte[] message;
            try {
                message = in.readNBytes(in.readUnsignedShort());
            } catch (final EOFException end) {
                return false;
            }
            messages++;
            apply(ByteBuffer.wrap(message));
        }
        return true;
    }

    private void apply(final ByteBuffer m) {
        final Applied applied = switch (m.get(0)) {
            case 'A', 'F' -> book.add(m.getLong(11), m.get(19) == 'B' ? BookSide.BID : BookSide.ASK,
                    m.getInt(32), m.getInt(20));
            case 'E', 'C' -> book.execute(m.getLong(11), m.getInt(19));
            case 'X' -> book.cancel(m.getLong(11), m.getInt(19));
            case 'D' -> book.delete(m.getLong(11));
            case 'U' -> book.replace(m.getLong(11), m.getLong(19), m.getInt(31), m.getInt(27));
            default -> null;
        };
        if (applied == null) {
            return;
        }
        if (applied != Applied.OK) {
            throw new AssertionError("message " + messages + " (" + (char) m.get(0) + ") was answered " + applied);
        }
        changes++;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
