package io.depthstream.ingest.packet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a plain or gzip file in large chunks into one array, and shows the next bytes in one piece.
 *
 * <p>Chunked reading measured at least as fast as mapping the file, and keeps resident memory small. A broken compressed
 * stream ends the input and sets {@link #corrupt()}; only a failing disk throws. One thread reads, any thread may ask for
 * progress; no allocation after construction but by the inflater.
 */
final class ChunkedInput implements Closeable, ReplayProgress {

    private static final int GZIP_CHUNK = 1 << 16;

    private final Path path;
    private final long totalBytes;
    private final InputStream stream;
    private final byte[] bytes;
    private final UnsafeBuffer buffer;
    private volatile long bytesRead;
    private int position;
    private int limit;
    private boolean ended;
    private boolean corrupt;

    /** @param capacity most bytes that {@link #require} can be asked for */
    ChunkedInput(final Path path, final int capacity) throws IOException {
        this.path = path;
        totalBytes = Files.size(path);
        bytes = new byte[capacity];
        buffer = new UnsafeBuffer(bytes);
        stream = open();
    }

    private InputStream open() throws IOException {
        final InputStream counted = new Counted(Files.newInputStream(path));
        try {
            final byte[] magic = new byte[2];
            final boolean gzip;
            try (InputStream peek = Files.newInputStream(path)) {
                gzip = peek.readNBytes(magic, 0, 2) == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
            }
            return gzip ? new GZIPInputStream(counted, GZIP_CHUNK) : counted;
        } catch (final ZipException | EOFException e) {
            corrupt = true;
            ended = true;
            return counted;
        } catch (final IOException e) {
            counted.close();
            throw e;
        }
    }

    /** Makes the next {@code wanted} bytes stand in one piece; returns how many stand there, fewer only at the end. */
    int require(final int wanted) {
        if (limit - position < wanted && !ended) {
            fill(wanted);
        }
        return limit - position;
    }

    private void fill(final int wanted) {
        System.arraycopy(bytes, position, bytes, 0, limit - position);
        limit -= position;
        position = 0;
        try {
            while (limit < wanted && !ended) {
                final int read = stream.read(bytes, limit, bytes.length - limit);
                if (read < 0) {
                    ended = true;
                } else {
                    limit += read;
                }
            }
        } catch (final ZipException | EOFException e) {
            corrupt = true;
            ended = true;
        } catch (final IOException e) {
            throw new UncheckedIOException("file " + path + " failed after " + bytesRead + " of " + totalBytes + " bytes", e);
        }
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where the next byte stands in the buffer. */
    int position() {
        return position;
    }

    void advance(final int count) {
        assert count <= limit - position;
        position += count;
    }

    /** Passes over bytes, more than the buffer holds if need be; returns how many there were. */
    long skip(final long count) {
        long left = count;
        while (left > 0 && require(1) > 0) {
            final int step = (int) Math.min(left, limit - position);
            position += step;
            left -= step;
        }
        return count - left;
    }

    /** True if the input ended because the compressed stream is broken. */
    boolean corrupt() {
        return corrupt;
    }

    @Override
    public long bytesRead() {
        return Math.min(bytesRead, totalBytes);
    }

    @Override
    public long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() {
        ended = true;
        position = limit;
        try {
            stream.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("file " + path + " does not close", e);
        }
    }

    private final class Counted extends FilterInputStream {
        private Counted(final InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            final int read = in.read();
            if (read >= 0) {
                bytesRead = bytesRead + 1;
            }
            return read;
        }

        @Override
        public int read(final byte[] target, final int offset, final int length) throws IOException {
            final int read = in.read(target, offset, length);
            if (read > 0) {
                bytesRead = bytesRead + read;
            }
            return read;
        }
    }
}
