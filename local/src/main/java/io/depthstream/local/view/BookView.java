package io.depthstream.local.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A book as the hot path publishes it, read for display.
 *
 * @param symbol venue symbol
 * @param sequence venue sequence of the last event in it
 * @param quality how far it may be trusted
 * @param tradingState whether the symbol trades
 * @param bids best first
 * @param asks best first
 */
public record BookView(
    String symbol, long sequence, String quality, String tradingState, List<Level> bids, List<Level> asks) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One price level. */
    public record Level(BigDecimal price, long shares, long orders) {
    }

    /**
     * Reads a hot-path update, or the state a hash holds.
     *
     * @throws IllegalArgumentException when it is not JSON
     */
    public static BookView parse(final String json) {
        final JsonNode book = tree(json);
        final int scale = book.path("priceScale").asInt(4);
        return new BookView(book.path("symbol").asText(), book.path("sequence").asLong(), book.path("quality").asText(),
            book.path("tradingState").asText(), levels(book.path("bids"), scale), levels(book.path("asks"), scale));
    }

    private static JsonNode tree(final String json) {
        try {
            return JSON.readTree(json);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException("book update is not JSON: " + json, e);
        }
    }

    private static List<Level> levels(final JsonNode side, final int scale) {
        final List<Level> levels = new ArrayList<>(side.size());
        side.forEach(level -> levels.add(new Level(
            BigDecimal.valueOf(level.path(0).asLong(), scale), level.path(1).asLong(), level.path(2).asLong())));
        return levels;
    }
}
