package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SymbolDirectoryTest {
    private final SymbolDirectory directory = new SymbolDirectory("*");

    @Test
    void shouldKnowTheMarketAsAWholeFromTheStart() {
        assertEquals(1, directory.size());
        assertEquals("*", directory.symbol(SymbolDirectory.MARKET_WIDE));
    }

    @Test
    void shouldResolveALocateOnceNamed() {
        assertEquals(SymbolDirectory.UNKNOWN, directory.id(13));
        assertNull(directory.symbolOf(13));

        final int id = directory.register(13, "AAPL");

        assertEquals(id, directory.id(13));
        assertEquals("AAPL", directory.symbolOf(13));
        assertArrayEquals("AAPL".getBytes(StandardCharsets.UTF_8), directory.key(id));
        assertEquals(0x4141504C20202020L, directory.stock(id));
    }

    @Test
    void shouldKeepASymbolsIdWhenItIsGivenAnotherLocate() {
        final int id = directory.register(13, "AAPL");

        assertEquals(id, directory.register(14, "AAPL"));
        assertEquals("AAPL", directory.symbolOf(13));
        assertEquals("AAPL", directory.symbolOf(14));
        assertEquals(2, directory.size());
    }

    @Test
    void shouldFollowALocateThatIsGivenToAnotherSymbol() {
        directory.register(13, "AAPL");
        directory.register(13, "MSFT");

        assertEquals("MSFT", directory.symbolOf(13));
        assertEquals(3, directory.size());
    }

    @Test
    void shouldHoldEveryLocate() {
        for (int locate = 1; locate < SymbolDirectory.LOCATES; locate++) {
            directory.register(locate, "S" + locate);
        }
        for (int locate = 1; locate < SymbolDirectory.LOCATES; locate++) {
            assertEquals("S" + locate, directory.symbolOf(locate));
        }
    }

    @Test
    void shouldRefuseToGrowBeyondItsLimit() {
        for (int i = 1; i < SymbolDirectory.MAX_SYMBOLS; i++) {
            directory.register(1, "S" + i);
        }
        assertEquals(SymbolDirectory.UNKNOWN, directory.register(1, "ONEMORE"));
        assertEquals("S" + (SymbolDirectory.MAX_SYMBOLS - 1), directory.symbolOf(1));
    }

    @Test
    void shouldNotKnowLocatesOutsideTheWireRange() {
        assertEquals(SymbolDirectory.UNKNOWN, directory.id(-1));
        assertEquals(SymbolDirectory.UNKNOWN, directory.id(SymbolDirectory.LOCATES));
    }

    @Test
    void shouldRefuseImpossibleLocatesAndSymbols() {
        assertThrows(IllegalArgumentException.class, () -> directory.register(0, "AAPL"));
        assertThrows(IllegalArgumentException.class, () -> directory.register(SymbolDirectory.LOCATES, "AAPL"));
        assertThrows(IllegalArgumentException.class, () -> directory.register(13, ""));
        assertThrows(IllegalArgumentException.class, () -> directory.register(13, "NINECHARS"));
    }
}
