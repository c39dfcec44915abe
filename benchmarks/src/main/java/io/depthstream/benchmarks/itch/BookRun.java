package io.depthstream.benchmarks.itch;

import io.depthstream.benchmarks.report.CpuClock;
import io.depthstream.ingest.itch.ItchBlockDecoder;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.orderbook.ReadAhead;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One pass over a file on the calling thread: read, decode, and keep the full by-order book of every symbol.
 *
 * @param messages       messages of the file
 * @param rejected       messages a book refused: 0 for a valid file
 * @param liveOrders     orders resting at the end
 * @param peakLiveOrders most orders resting at the end of any mebibyte of the file
 * @param levels         price levels at the end
 * @param structureBytes bytes of all book structures at the end
 * @param stateHash      {@link BookBuilder#hash}
 * @param topRecords     top-of-book records encoded; 0 without
 * @param topBytes       their bytes
 * @param wallSeconds    time taken; the hash is outside
 * @param cpuSeconds     CPU time of the thread, reading the file included
 * @param readCpuSeconds how much of it was reading the file
 */
public record BookRun(
        long messages, long rejected, long liveOrders, long peakLiveOrders, long levels, long structureBytes,
        long stateHash, long topRecords, long topBytes, double wallSeconds, double cpuSeconds,
        double readCpuSeconds) {
    private static final int LOCATE_OFFSET = 1;
    private static final int REFERENCE_OFFSET = 11;
    private static final int SIDE_OFFSET = 19;
    private static final int PRICE_OFFSET = 32;
    private static final int NEW_REFERENCE_OFFSET = 19;
    private static final int NEW_PRICE_OFFSET = 31;

    /**
     * Runs one pass.
     *
     * @param expectedOrders live orders the table has room for from the start
     * @param withTop        whether to encode a record for each change of the best bid and offer
     * @param ahead          messages framed before they are applied, so that the memory they need is on its way;
     *                       1 frames none ahead
     * @throws IOException if the file can't be read or ends within a message
     */
    public static BookRun of(final Path file, final int expectedOrders, final boolean withTop, final int ahead)
            throws IOException {
        final TopPublication top = withTop ? new TopPublication() : null;
        try (FileChunks chunks = new FileChunks(file)) {
            final CpuClock clock = new CpuClock();
            final BookBuilder builder = new BookBuilder(expectedOrders, top);
            final Pass pass = new Pass(builder, ahead);
            long peak = 0;
            int consumed = 0;
            while (chunks.next(consumed)) {
                consumed = pass.apply(chunks.buffer(), chunks.end());
                peak = Math.max(peak, builder.books().liveOrders());
            }
            final double wall = clock.wallSeconds();
            final double cpu = clock.cpuSeconds();
            return new BookRun(pass.messages, builder.rejected() + pass.touchedForNothing(),
                builder.books().liveOrders(), peak, builder.books().levels(), builder.books().memoryBytes(),
                builder.hash(), top == null ? 0 : top.records(), top == null ? 0 : top.bytes(), wall, cpu,
                chunks.readCpuSeconds());
        }
    }

    /** Frames messages ahead and applies them. */
    private static final class Pass {
        private final BookBuilder builder;
        private final ItchBlockDecoder decoder = new ItchBlockDecoder();
        private final ReadAhead ahead;
        private final int[] starts;
        private long messages;

        Pass(final BookBuilder builder, final int ahead) {
            this.builder = builder;
            this.ahead = new ReadAhead(builder.books(), ahead);
            starts = new int[ahead + 1];
        }

        /** Applies the whole messages of a piece; returns their bytes. */
        int apply(final UnsafeBuffer buffer, final int end) {
            int consumed = 0;
            while (true) {
                final int count = frame(buffer, consumed, end);
                ahead.fetch();
                int at = decoder.decode(buffer, consumed, starts[count], builder);
                while (at < starts[count]) {
                    at = decoder.decode(buffer, FileChunks.blockEnd(buffer, at, starts[count]), starts[count], builder);
                }
                messages += count;
                consumed = starts[count];
                if (count < starts.length - 1) {
                    return consumed;
                }
            }
        }

        private int frame(final UnsafeBuffer buffer, final int from, final int end) {
            final int most = starts.length - 1;
            int count = 0;
            int at = from;
            starts[0] = from;
            while (count < most) {
                final int next = FileChunks.blockEnd(buffer, at, end);
                if (next < 0) {
                    break;
                }
                if (most > 1) {
                    note(buffer, at + ItchBlockDecoder.LENGTH_BYTES);
                }
                starts[++count] = next;
                at = next;
            }
            return count;
        }

        private void note(final UnsafeBuffer buffer, final int message) {
            final OrderBook book =
                builder.book(buffer.getShort(message + LOCATE_OFFSET, ByteOrder.BIG_ENDIAN) & 0xFFFF);
            if (book == null) {
                return;
            }
            switch (buffer.getByte(message)) {
                case 'A', 'F' -> ahead.adding(book, reference(buffer, message),
                    BookBuilder.side((char) buffer.getByte(message + SIDE_OFFSET)),
                    buffer.getInt(message + PRICE_OFFSET, ByteOrder.BIG_ENDIAN));
                case 'D', 'E', 'C', 'X' -> ahead.resting(book, reference(buffer, message));
                case 'U' -> ahead.replacing(book, reference(buffer, message),
                    buffer.getLong(message + NEW_REFERENCE_OFFSET, ByteOrder.BIG_ENDIAN),
                    buffer.getInt(message + NEW_PRICE_OFFSET, ByteOrder.BIG_ENDIAN));
                default -> { }
            }
        }

        private static long reference(final UnsafeBuffer buffer, final int message) {
            return buffer.getLong(message + REFERENCE_OFFSET, ByteOrder.BIG_ENDIAN);
        }

        /** Zero; but the compiler can't know, and so must keep the reads. */
        long touchedForNothing() {
            return ahead.folded() == Long.MIN_VALUE + 1 ? 1 : 0;
        }
    }
}
