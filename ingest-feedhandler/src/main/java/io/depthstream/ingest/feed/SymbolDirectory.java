package io.depthstream.ingest.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stock locate → symbol, as the day's directory messages say.
 *
 * <p>A symbol gets a small dense id when it is first named and keeps it: what is held per symbol (open batch, last
 * sequence, partition) is an array by id. Two look-ups turn a message's locate into all of that, without a hash. The
 * id is the symbol's and not the locate's, so a symbol that is given another locate during the day keeps its chain.
 *
 * <p>The message's eight stock bytes are kept as one long beside the id, so that a message that names its stock can be
 * checked against its locate in one comparison.
 *
 * <p>One thread, but for {@link #knows}, which any may ask; {@link #register} allocates, look-ups do not.
 */
public final class SymbolDirectory {
    /** Locates are 16 bits on the wire. */
    public static final int LOCATES = 1 << 16;

    /** Most symbols known at once: every locate's, and as many again renamed in the day. Bounds memory on bad input. */
    public static final int MAX_SYMBOLS = 2 * LOCATES;

    /** Id of the market as a whole, which messages without a symbol are published under. */
    public static final int MARKET_WIDE = 0;

    /** What an unknown locate or a full directory gives. */
    public static final int UNKNOWN = -1;

    private static final int STOCK_LENGTH = 8;

    private final int[] idByLocate = new int[LOCATES];
    private final Map<String, Integer> idBySymbol = new ConcurrentHashMap<>();
    private String[] symbols = new String[1024];
    private byte[][] keys = new byte[1024][];
    private long[] stocks = new long[1024];
    private int size;

    /**
     * A directory that knows the market as a whole and nothing else.
     *
     * @param marketWideSymbol the symbol that stands for the whole market
     */
    public SymbolDirectory(final String marketWideSymbol) {
        Arrays.fill(idByLocate, UNKNOWN);
        add(marketWideSymbol);
    }

    /**
     * Makes a locate stand for a symbol from now on.
     *
     * @param locate 1 to 65535; 0 is the market as a whole and cannot be given away
     * @param symbol without padding, 1 to 8 characters
     * @return the symbol's id, or {@link #UNKNOWN} when {@link #MAX_SYMBOLS} are known already
     * @throws IllegalArgumentException if locate or symbol is out of range
     */
    public int register(final int locate, final String symbol) {
        if (locate <= 0 || locate >= LOCATES) {
            throw new IllegalArgumentException("stock locate must be 1 to 65535, was " + locate);
        }
        if (symbol.isEmpty() || symbol.length() > STOCK_LENGTH) {
            throw new IllegalArgumentException("symbol must have 1 to 8 characters, was '" + symbol + "'");
        }
        final Integer known = idBySymbol.get(symbol);
        final int id = known != null ? known : add(symbol);
        if (id != UNKNOWN) {
            idByLocate[locate] = id;
        }
        return id;
    }

    private int add(final String symbol) {
        if (size == MAX_SYMBOLS) {
            return UNKNOWN;
        }
        if (size == symbols.length) {
            final int capacity = 2 * size;
            symbols = Arrays.copyOf(symbols, capacity);
            keys = Arrays.copyOf(keys, capacity);
            stocks = Arrays.copyOf(stocks, capacity);
        }
        final int id = size++;
        symbols[id] = symbol;
        keys[id] = symbol.getBytes(StandardCharsets.UTF_8);
        stocks[id] = packed(symbol);
        idBySymbol.put(symbol, id);
        return id;
    }

    /** The id a locate stands for, or {@link #UNKNOWN}; any int may be asked. */
    public int id(final int locate) {
        return locate >= 0 && locate < LOCATES ? idByLocate[locate] : UNKNOWN;
    }

    /** The symbol a locate stands for, or null. */
    public String symbolOf(final int locate) {
        final int id = id(locate);
        return id == UNKNOWN ? null : symbols[id];
    }

    /** The id of a symbol, whatever its locate, or {@link #UNKNOWN}. Hashes; not for each message. */
    public int idOf(final String symbol) {
        return idBySymbol.getOrDefault(symbol, UNKNOWN);
    }

    /** Whether a symbol has an id, whatever its locate. Hashes; not for each message. */
    public boolean knows(final String symbol) {
        return idBySymbol.containsKey(symbol);
    }

    /** The symbol of an id below {@link #size()}. */
    public String symbol(final int id) {
        return symbols[id];
    }

    /** The symbol's UTF-8 bytes: the record key. Shared, not to be written to. */
    public byte[] key(final int id) {
        return keys[id];
    }

    /** The symbol's eight stock bytes on the wire, padded with spaces, as a big-endian long. */
    public long stock(final int id) {
        return stocks[id];
    }

    /** How many ids are given, the market as a whole included. */
    public int size() {
        return size;
    }

    /** A symbol as the venue writes it: left-justified in eight bytes, padded with spaces, big-endian. */
    static long packed(final String symbol) {
        long stock = 0;
        for (int i = 0; i < STOCK_LENGTH; i++) {
            final int c = i < symbol.length() ? symbol.charAt(i) : ' ';
            stock = stock << 8 | c & 0xFF;
        }
        return stock;
    }
}
