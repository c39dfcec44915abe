package io.depthstream.jobs.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NatsSubjectsTest {

    @Test
    void shouldNameTheSubjectsOfASymbol() {
        assertEquals("XNAS.AAPL.orderbook", NatsSubjects.orderbook("XNAS", "AAPL"));
        assertEquals("XNAS.AAPL.trade", NatsSubjects.trade("XNAS", "AAPL"));
        assertEquals("XNAS.AAPL.status", NatsSubjects.status("XNAS", "AAPL"));
        assertEquals("XNAS.BRK_2EA.orderbook", NatsSubjects.orderbook("XNAS", "BRK.A"));
    }

    @Test
    void shouldWriteAnySymbolAsOneTokenAndGiveItBack() {
        final List<String> symbols = List.of("AAPL", "BRK.A", "BRK_A", "BRK A", "ZVZZT*", ">", "*", "", "_", "__", "A+", "A=B",
                "é", "日本", "a\tb", "_2E", "^#@!&$/:-");
        final Set<String> tokens = new HashSet<>();
        for (final String symbol : symbols) {
            final String token = NatsSubjects.token(symbol);
            assertTrue(token.matches("[A-Za-z0-9_+=^#@!&$/:-]+"), symbol + " became " + token);
            assertTrue(tokens.add(token), "two symbols share the token " + token);
            assertEquals(symbol, NatsSubjects.symbol(token));
        }
    }

    @Test
    void shouldRefuseATokenThatEndsInsideAnEscape() {
        assertThrows(IllegalArgumentException.class, () -> NatsSubjects.symbol("BRK_2"));
    }
}
