package io.depthstream.local.check;

import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.DecodeResult;
import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.ItchMessage;
import io.depthstream.ingest.itch.OrderCancel;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.OrderReplace;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.orderbook.Applied;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.reference.ReferenceBook;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The books as they truly are: every message sent, applied by the plainest book there is and by none of the code that
 * is under test.
 *
 * <p>A simulated day needs no recording: the same seed makes the same messages again. Slow and large (about 300 bytes an
 * order) beside the real thing; meant for the end of a run. One thread.
 */
public final class TruthBooks {

    /** Most rejected messages told in words. */
    public static final int MOST_LISTED = 20;

    private static final int LOCATES = 1 << 16;

    private final ItchDecoder decoder = new ItchDecoder();
    private final Applier applier = new Applier();
    private final ReferenceBook[] books = new ReferenceBook[LOCATES];
    private final String[] symbols = new String[LOCATES];
    private final List<String> rejections = new ArrayList<>();
    private long messages;
    private long rejected;

    /** Runs a simulated day again, as far as it was sent. */
    public static TruthBooks ofSimulation(final SimulationConfig config, final long messagesSent) {
        final TruthBooks truth = new TruthBooks();
        final MarketSimulator simulator = new MarketSimulator(config);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        while (truth.messages < messagesSent) {
            final int length = simulator.next(buffer, 0);
            if (length == 0) {
                throw new IllegalArgumentException("messagesSent is " + messagesSent + ", but the day has only "
                    + config.messages() + " messages: was it sent from this configuration?");
            }
            truth.onMessage(buffer, 0, length);
        }
        return truth;
    }

    /**
     * Reads a NASDAQ file: each message after its length in two bytes, big-endian; gzip where the name ends in .gz.
     *
     * @throws IOException if the file cannot be read or ends within a message
     */
    public static TruthBooks ofItchFile(final Path file) throws IOException {
        final TruthBooks truth = new TruthBooks();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
             DataInputStream in = new DataInputStream(
                 file.toString().endsWith(".gz") ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16)) : raw)) {
            final byte[] bytes = new byte[LOCATES];
            final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            for (int high = in.read(); high >= 0; high = in.read()) {
                final int length = high << 8 | in.readUnsignedByte();
                in.readFully(bytes, 0, length);
                truth.onMessage(buffer, 0, length);
            }
        } catch (final EOFException e) {
            throw new IOException(file + " ends within message " + (truth.messages + 1) + ": is it complete?", e);
        }
        return truth;
    }

    /** Applies one message; what cannot be applied is counted and told. */
    public void onMessage(final DirectBuffer buffer, final int offset, final int length) {
        messages++;
        final DecodeResult result = decoder.decode(buffer, offset, length, applier);
        if (result != DecodeResult.OK) {
            reject("message " + messages + " of " + length + " bytes: " + result);
        }
    }

    /** Messages applied or rejected. */
    public long messages() {
        return messages;
    }

    /** Messages that are no ITCH message or that the books could not apply: 0 for a valid stream. */
    public long rejected() {
        return rejected;
    }

    /** The first rejected messages in words, at most {@value #MOST_LISTED}. */
    public List<String> rejections() {
        return List.copyOf(rejections);
    }

    /** The book of a symbol, or null if nothing named the symbol. */
    public ReferenceBook book(final String symbol) {
        for (int locate = 0; locate < LOCATES; locate++) {
            if (symbol.equals(symbols[locate])) {
                return books[locate];
            }
        }
        return null;
    }

    /** Full depth of every symbol that was listed or had an order, by name. Allocates. */
    public Map<String, BookDepth> depths() {
        final Map<String, BookDepth> depths = new TreeMap<>();
        for (int locate = 0; locate < LOCATES; locate++) {
            if (books[locate] != null) {
                depths.put(symbols[locate] == null ? "locate " + locate : symbols[locate], BookDepth.of(books[locate]));
            }
        }
        return depths;
    }

    /** Orders live over all symbols. */
    public long liveOrders() {
        long live = 0;
        for (final ReferenceBook book : books) {
            live += book == null ? 0 : book.liveOrders();
        }
        return live;
    }

    private ReferenceBook named(final int locate, final String symbol) {
        symbols[locate] = symbol;
        return book(locate);
    }

    private ReferenceBook book(final int locate) {
        if (books[locate] == null) {
            books[locate] = new ReferenceBook();
        }
        return books[locate];
    }

    private void reject(final String what) {
        rejected++;
        if (rejections.size() < MOST_LISTED) {
            rejections.add(what);
        }
    }

    /** Hands order messages to their book. */
    private final class Applier implements ItchListener {

        @Override
        public void onStockDirectory(final StockDirectory message) {
            named(message.stockLocate(), message.stock());
        }

        @Override
        public void onAddOrder(final AddOrder message) {
            final int locate = message.stockLocate();
            final ReferenceBook book = symbols[locate] == null ? named(locate, message.stock()) : book(locate);
            verdict(message, book.add(message.orderReferenceNumber(), side(message.buySellIndicator()),
                message.price(), message.shares()));
        }

        @Override
        public void onAddOrderMpid(final AddOrderMpid message) {
            final int locate = message.stockLocate();
            final ReferenceBook book = symbols[locate] == null ? named(locate, message.stock()) : book(locate);
            verdict(message, book.add(message.orderReferenceNumber(), side(message.buySellIndicator()),
                message.price(), message.shares()));
        }

        @Override
        public void onOrderExecuted(final OrderExecuted message) {
            verdict(message, book(message.stockLocate())
                .execute(message.orderReferenceNumber(), message.executedShares()));
        }

        @Override
        public void onOrderExecutedWithPrice(final OrderExecutedWithPrice message) {
            verdict(message, book(message.stockLocate())
                .execute(message.orderReferenceNumber(), message.executedShares()));
        }

        @Override
        public void onOrderCancel(final OrderCancel message) {
            verdict(message, book(message.stockLocate())
                .cancel(message.orderReferenceNumber(), message.cancelledShares()));
        }

        @Override
        public void onOrderDelete(final OrderDelete message) {
            verdict(message, book(message.stockLocate()).delete(message.orderReferenceNumber()));
        }

        @Override
        public void onOrderReplace(final OrderReplace message) {
            verdict(message, book(message.stockLocate()).replace(message.originalOrderReferenceNumber(),
                message.newOrderReferenceNumber(), message.price(), message.shares()));
        }

        private BookSide side(final char buySell) {
            return buySell == 'B' ? BookSide.BID : BookSide.ASK;
        }

        private void verdict(final ItchMessage message, final Applied applied) {
            if (applied != Applied.OK) {
                reject("message " + messages + ": " + applied + " " + message);
            }
        }
    }
}
