package io.depthstream.jobs.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BookTextTest {

    private final BookText text = new BookText();

    @Test
    void shouldWriteTheWholeStateAsCompactJson() {
        final HotBookState state = new HotBookState(2)
                .begin("XNAS", "000012", "AAPL", 48_213_377, 1, 1_580_394_600_123_456_789L, 1_580_394_600_123_500_000L, 4)
                .quality(Quality.STALE, "gap 5-9", TradingState.TRADING)
                .marketState("reg-sho=1 halt=B")
                .bid(3_210_600, 100, 1)
                .bid(3_210_500, 2_300, 12)
                .bid(3_210_400, 1, 1)
                .ask(3_210_700, 0, 0);
        assertEquals(
                "{\"venue\":\"XNAS\",\"symbol\":\"AAPL\",\"session\":\"000012\",\"sequence\":48213377,\"revision\":1,"
                        + "\"venueTimeNanos\":1580394600123456789,\"receiveTimeNanos\":1580394600123500000,\"priceScale\":4,"
                        + "\"quality\":\"STALE\",\"qualityReason\":\"gap 5-9\",\"tradingState\":\"TRADING\",\"marketState\":\"reg-sho=1 halt=B\","
                        + "\"bids\":[[3210600,100,1],[3210500,2300,12]],\"asks\":[[3210700,0,0]]}",
                new String(text.payload(state), StandardCharsets.US_ASCII));
        assertEquals("0000000000048213377 0000000001 1580394600123456789 PRIMARY 000012",
                new String(text.guard(state, "PRIMARY".getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII));
    }

    @Test
    void shouldEscapeTextSoThatAParserGivesItBack() throws IOException {
        final String nasty = "a\"b\\c\n\u0000\u007f é 日 \uD83D\uDE00";
        final HotBookState state = new HotBookState(1)
                .begin("XNAS", nasty, nasty, 0, 0, 0, 0, 4)
                .quality(Quality.UNKNOWN, nasty, TradingState.UNKNOWN);
        final JsonNode parsed = new ObjectMapper().readTree(text.payload(state));
        assertEquals(nasty, parsed.get("symbol").asText());
        assertEquals(nasty, parsed.get("session").asText());
        assertEquals(nasty, parsed.get("qualityReason").asText());
    }

    @Test
    void shouldWriteEveryLongExactly() throws IOException {
        for (final long value : new long[] {0, 9, 10, -1, -10, 999_999, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_000L}) {
            final HotBookState state = new HotBookState(1).begin("X", "", "S", value, 0, 0, 0, 4).bid(value, value, 1);
            final JsonNode parsed = new ObjectMapper().readTree(text.payload(state));
            assertEquals(value, parsed.get("sequence").longValue());
            assertEquals(value, parsed.get("bids").get(0).get(0).longValue());
        }
    }

    @Test
    void shouldWriteManyLevelsBeyondTheFirstBuffer() throws IOException {
        final HotBookState state = new HotBookState(100).begin("X", "", "S", 1, 0, 0, 0, 4);
        for (int i = 0; i < 100; i++) {
            state.bid(Long.MAX_VALUE - i, Long.MAX_VALUE, Integer.MAX_VALUE).ask(i, i, i);
        }
        final JsonNode parsed = new ObjectMapper().readTree(text.payload(state));
        assertEquals(100, parsed.get("bids").size());
        assertEquals(Long.MAX_VALUE - 99, parsed.get("bids").get(99).get(0).longValue());
    }
}
