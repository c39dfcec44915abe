package io.depthstream.benchmarks.itch;

import io.depthstream.benchmarks.report.CpuClock;
import io.depthstream.ingest.itch.ItchBlockDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A file in pieces of about a mebibyte, in one direct buffer: whatever part of a message the reader left at the end of
 * a piece is at the start of the next. One thread; allocates nothing after construction.
 */
final class FileChunks implements AutoCloseable {
    /** Room for the longest length-prefixed block that can be. */
    static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int end;
    private long readCpuNanos;

    FileChunks(final Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Where the messages lie, from 0 to {@link #end}. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** CPU time that getting the pieces has taken so far, s: what a run has less of if the file is in memory. */
    double readCpuSeconds() {
        return readCpuNanos / 1e9;
    }

    /** Bytes of this piece. */
    int end() {
        return end;
    }

    /**
     * Gets the next piece.
     *
     * @param consumed bytes of the last piece that were whole messages
     * @return false at the end of the file
     * @throws IOException if the file ends within a message
     */
    boolean next(final int consumed) throws IOException {
        final long begin = CpuClock.cpuNanos();
        bytes.limit(end).position(consumed);
        bytes.compact();
        final int kept = bytes.position();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                break;
            }
        }
        end = bytes.position();
        readCpuNanos += CpuClock.cpuNanos() - begin;
        if (end == kept && kept > 0) {
            throw new IOException(file + " ends within a message: " + kept + " bytes are left over; is it complete,"
                + " and is it a length-prefixed ITCH file without compression?");
        }
        return end > 0;
    }

    /** Where the message block that starts at {@code at} ends, or -1 if this piece doesn't hold all of it. */
    static int blockEnd(final UnsafeBuffer buffer, final int at, final int end) {
        if (end - at < ItchBlockDecoder.LENGTH_BYTES) {
            return -1;
        }
        final int blockEnd = at + ItchBlockDecoder.LENGTH_BYTES + (buffer.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF);
        return blockEnd <= end ? blockEnd : -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
