package io.depthstream.jobs.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteInternerTest {

    @Test
    void shouldGiveTheSameStringForTheSameBytes() {
        final ByteInterner interner = new ByteInterner();
        final byte[] record = "..AAPL..AAPLW".getBytes(StandardCharsets.US_ASCII);
        final String first = interner.intern(record, 2, 4);
        assertEquals("AAPL", first);
        assertSame(first, interner.intern("AAPL".getBytes(StandardCharsets.US_ASCII), 0, 4));
        assertSame(first, interner.intern(record, 8, 4));
        assertEquals("AAPLW", interner.intern(record, 8, 5));
        assertEquals(2, interner.size());
    }

    @Test
    void shouldKeepEveryTextWhileItGrows() {
        final ByteInterner interner = new ByteInterner();
        final String[] texts = new String[10_000];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < texts.length; i++) {
                final byte[] bytes = ("SYM" + i).getBytes(StandardCharsets.US_ASCII);
                final String text = interner.intern(bytes, 0, bytes.length);
                assertEquals("SYM" + i, text);
                if (round == 0) {
                    texts[i] = text;
                } else {
                    assertSame(texts[i], text);
                }
            }
        }
        assertEquals(texts.length, interner.size());
    }

    @Test
    void shouldStillDecodeButNotKeepTextsBeyondItsLimit() {
        final ByteInterner interner = new ByteInterner(2);
        for (int i = 0; i < 5_000; i++) {
            final byte[] bytes = ("K" + i).getBytes(StandardCharsets.US_ASCII);
            assertEquals("K" + i, interner.intern(bytes, 0, bytes.length));
        }
        assertEquals(2, interner.size());
    }

    @Test
    void shouldGiveNullForBytesThatAreNoUtf8() {
        assertNull(new ByteInterner().intern(new byte[] {'A', (byte) 0xFF}, 0, 2));
        assertNull(new ByteInterner().intern(new byte[] {(byte) 0xC3}, 0, 1));
    }

    @Test
    void shouldRefuseALimitBelowOne() {
        assertEquals(
                "maxEntries must be at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> new ByteInterner(0)).getMessage());
    }

    @Property(tries = 500)
    void shouldGiveBackWhatWasEncoded(@ForAll final String text) {
        // A lone surrogate has no UTF-8; the encoder replaces it, so compare with what the bytes really say.
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(new String(bytes, StandardCharsets.UTF_8), new ByteInterner().intern(bytes, 0, bytes.length));
    }
}
