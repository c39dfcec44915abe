package io.depthstream.jobs.book.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGroupSegmentTest {

    private final KeyGroupSegment segment = new KeyGroupSegment();
    private final SymbolStateFormat format = new SymbolStateFormat();

    /** The frame as released: symbol, whole or not, state and book. */
    @Test
    void shouldWriteTheReleasedFrame() throws Exception {
        format.write(new SymbolState());
        final String state = HexFormat.of().formatHex(Arrays.copyOf(format.buffer(), format.size()));
        segment.clear();
        add("A", true, "beef");
        add("é", false, "");

        final String length = String.format("%06x", format.size());
        final String lengthWithBook = String.format("%06x", format.size() + 2);
        assertEquals("81" + "0141" + "80" + lengthWithBook + state + "beef" + "02c3a9" + "00" + length + state,
                HexFormat.of().formatHex(segment.value()));
    }

    @Test
    void shouldGiveBackWhatWasWrittenAndBeginAnew() throws Exception {
        segment.clear();
        add("OLD", true, "00");
        segment.clear();
        add("A", true, "beef");
        add("BRK.A", false, "");
        final byte[] value = segment.value();

        assertTrue(KeyGroupSegment.is(value));
        assertEquals(List.of("A true beef", "BRK.A false "), read(value));
    }

    @Test
    void shouldTellTheValueOfOneSymbolApart() {
        format.write(new SymbolState());
        assertFalse(KeyGroupSegment.is(Arrays.copyOf(format.buffer(), format.size())));
        assertFalse(KeyGroupSegment.is(new byte[0]));
        assertThrows(CorruptStateException.class, () -> KeyGroupSegment.read(new byte[] {4, 0}, (symbol, entry) -> {}));
    }

    @Test
    void shouldRefuseAValueCutAnywhereWithinASymbol() throws Exception {
        segment.clear();
        add("IBM", true, "beef");
        final byte[] value = segment.value();
        for (int length = 2; length < value.length; length++) {
            final byte[] cut = Arrays.copyOf(value, length);
            assertThrows(CorruptStateException.class, () -> KeyGroupSegment.read(cut, (symbol, entry) -> {}), "length " + length);
        }
    }

    @Test
    void shouldRefuseASymbolThatIsTooLong() throws Exception {
        segment.clear();
        final byte[] symbol = "x".repeat(256).getBytes(StandardCharsets.UTF_8);
        format.write(new SymbolState());
        assertThrows(IllegalArgumentException.class, () -> segment.add(symbol, true, format, new byte[0], 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 720, 32_768})
    void shouldFindAKeyForEachKeyGroupAndTheSameEachTime(final int keyGroups) {
        final String[] keys = KeyGroupBooks.keys(keyGroups);
        for (int group = 0; group < keyGroups; group++) {
            assertEquals(group, KeyGroupRangeAssignment.assignToKeyGroup(keys[group], keyGroups));
        }
        assertArrayEquals(keys, KeyGroupBooks.keys(keyGroups));
    }

    private void add(final String symbol, final boolean whole, final String book) throws Exception {
        format.write(new SymbolState());
        final byte[] bytes = HexFormat.of().parseHex(book);
        segment.add(symbol.getBytes(StandardCharsets.UTF_8), whole, format, bytes, bytes.length);
    }

    private List<String> read(final byte[] value) throws Exception {
        final List<String> read = new ArrayList<>();
        KeyGroupSegment.read(value, (symbol, entry) -> {
            final int book = new SymbolStateFormat().read(value, entry.offset(), entry.length(), new SymbolState());
            assertArrayEquals(value, entry.value());
            read.add(symbol + ' ' + entry.whole() + ' '
                    + HexFormat.of().formatHex(value, book, entry.offset() + entry.length()));
        });
        return read;
    }
}
