package io.depthstream.ingest.feed;

import io.depthstream.ingest.itch.ItchText;
import io.depthstream.schemas.Topics;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Texts of the venue's codes, made once and used again, so that an attributed order allocates no string.
 *
 * <p>One thread. Keeps at most {@link #MAX_KEPT} texts; more (only bad input has so many) are made each time.
 */
final class CodeTexts {
    /** Market participants number a few hundred. */
    static final int MAX_KEPT = 4096;

    private static final int BYTES = 256;
    private static final long FOUR_SPACES = 0x20202020L;

    private final String[] single = new String[BYTES];
    private final Int2ObjectHashMap<String> fours = new Int2ObjectHashMap<>();

    CodeTexts() {
        for (char c = 0; c < BYTES; c++) {
            single[c] = String.valueOf(c);
        }
    }

    /** The text of one code, 0 to 255. */
    String one(final char code) {
        return single[code];
    }

    /** The text of a four-byte code packed big endian, padding removed. */
    String four(final int packed) {
        String text = fours.get(packed);
        if (text == null) {
            text = ItchText.unpack((long) packed << Integer.SIZE | FOUR_SPACES);
            if (fours.size() < MAX_KEPT) {
                fours.put(packed, text);
            }
        }
        return text;
    }

    /** Whether a directory entry's symbol may be a key: not empty, printable, no space, not the whole market's. */
    static boolean isSymbol(final String symbol) {
        return !symbol.isEmpty()
            && !symbol.equals(Topics.MARKET_WIDE_SYMBOL)
            && symbol.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** A byte as an error message shows it: the character where it can be printed, and its number. */
    static String shown(final int code) {
        final String hex = String.format("0x%02X", code);
        return code > ' ' && code < 0x7F ? "'" + (char) code + "' (" + hex + ")" : hex;
    }

    /** Eight stock bytes as an error message shows them. */
    static String shownStock(final long stock) {
        final String text = ItchText.unpack(stock);
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? "'" + text + "'" : String.format("0x%016X", stock);
    }
}
