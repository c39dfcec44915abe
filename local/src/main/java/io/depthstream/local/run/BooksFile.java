package io.depthstream.local.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.depthstream.schemas.avro.BookLatest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes books as one JSON object: symbol to quality, trading state and market state, and to bids and asks, each level as
 * {@code [price, shares, orders]}, best first.
 */
public final class BooksFile {
    private static final JsonFactory JSON = new JsonFactory();

    private BooksFile() {
    }

    /**
     * Writes the books.
     *
     * @throws UncheckedIOException when the file can't be written
     */
    public static void write(final Path file, final Map<String, BookLatest> books) {
        try (JsonGenerator json = JSON.createGenerator(Files.newBufferedWriter(file))) {
            json.writeStartObject();
            for (final Map.Entry<String, BookLatest> entry : books.entrySet()) {
                final BookLatest book = entry.getValue();
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("quality", book.getQuality().name());
                json.writeStringField("tradingState", book.getTradingState().name());
                json.writeStringField("marketState", book.getMarketState());
                side(json, "bids", book.getBidPrices(), book.getBidShares(), book.getBidOrders());
                side(json, "asks", book.getAskPrices(), book.getAskShares(), book.getAskOrders());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (final IOException e) {
            throw new UncheckedIOException("books could not be written to " + file, e);
        }
    }

    private static void side(final JsonGenerator json, final String name, final List<Long> prices,
            final List<Long> shares, final List<Integer> orders) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < prices.size(); i++) {
            json.writeStartArray();
            json.writeNumber(prices.get(i));
            json.writeNumber(shares.get(i));
            json.writeNumber(orders.get(i));
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
