package io.depthstream.jobs.book.state;

import io.depthstream.schemas.avro.TradingState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of one {@link SymbolState} in keyed state, version 4; a book's own bytes follow it.
 *
 * <p>One byte of version, then numbers as varints (seven bits a byte, lowest first; those that may be negative
 * zig-zag) and texts as length and UTF-8, in the order of {@link #write}. A golden file keeps the bytes of each released
 * version. Version 1 lacks the six numbers before the last text, versions 1 and 2 that text, versions 1 to 3 the orders behind
 * it. One thread;
 * writing allocates only while the buffer grows.
 */
public final class SymbolStateFormat {

    /** Version written. */
    public static final int VERSION = 4;

    /** Longest text in a state: a longer one is corruption, never a session, a venue or a market state. */
    public static final int MAX_TEXT_BYTES = 255;

    /** Texts kept encoded; one more, and all are forgotten and made again as they come. */
    static final int MAX_TEXTS_KEPT = 64;
    private static final int MAX_VARINT_BYTES = 10;
    private static final int FLAG_HALT = 1;
    private static final int FLAG_DEPTH = 1 << 1;
    private static final int FLAG_LATEST = 1 << 2;
    private static final int FLAG_DEPTH_SHOWN = 1 << 3;
    private static final int FLAG_LATEST_SHOWN = 1 << 4;
    private static final TradingState[] TRADING_STATES = TradingState.values();

    /** The few venues and sessions there are, encoded once. */
    private final Map<String, byte[]> texts = new HashMap<>();
    private byte[] bytes = new byte[256];
    private int position;

    private byte[] in;
    private int at;
    private int end;

    /** Forgets what was written and writes a state. */
    public void write(final SymbolState state) {
        position = 0;
        room(1);
        bytes[position++] = VERSION;
        putText(state.venue);
        putText(state.session);
        putVarint(state.priceScale);
        putVarint(state.sequence);
        putVarint(zigZag(state.venueTimeNanos));
        putVarint(zigZag(state.receiveTimeNanos));
        putVarint(state.tradingAction.ordinal());
        putVarint(state.damage.code());
        putVarint((state.operationalHalt ? FLAG_HALT : 0)
                | (state.depthPending ? FLAG_DEPTH : 0)
                | (state.latestPending ? FLAG_LATEST : 0)
                | (shown(state.depthShownSequence, state) ? FLAG_DEPTH_SHOWN : 0)
                | (shown(state.latestShownSequence, state) ? FLAG_LATEST_SHOWN : 0));
        putVarint(zigZag(state.depthDueNanos));
        putVarint(zigZag(state.latestDueNanos));
        putVarint(state.appliedInSession);
        putVarint(state.applied);
        putVarint(state.duplicates);
        putVarint(state.zombies);
        putVarint(state.gaps);
        putVarint(state.dangling);
        putVarint(state.deadLetters);
        putVarint(state.silentThrough);
        putVarint(state.shownDamage.code());
        putVarint(state.announced.code());
        putVarint(state.revision);
        putVarint(state.filled);
        putVarint(state.snapshots);
        putText(state.marketState);
        putVarint(state.ordersInSession);
    }

    /** Bytes of the state last written. */
    public int size() {
        return position;
    }

    /** The buffer that holds it, valid up to {@link #size} and until the next write. */
    public byte[] buffer() {
        return bytes;
    }

    /**
     * Fills a state from the front of a range of a value.
     *
     * @return offset of the book's bytes, which go on to the end of the range
     * @throws CorruptStateException when the bytes are no state of a known version
     */
    public int read(final byte[] value, final int offset, final int length, final SymbolState state) {
        in = value;
        at = offset;
        end = offset + length;
        final int version = take();
        if (version < 1 || version > VERSION) {
            throw new CorruptStateException("symbol state has format version " + version
                    + "; this build reads versions 1 to " + VERSION + ": restore with the build that wrote it");
        }
        state.venue = text();
        state.session = text();
        state.priceScale = (int) varint();
        state.sequence = varint();
        state.venueTimeNanos = unZigZag(varint());
        state.receiveTimeNanos = unZigZag(varint());
        state.tradingAction = tradingState(varint());
        state.damage = QualityReason.ofCode((int) varint());
        final long flags = varint();
        state.operationalHalt = (flags & FLAG_HALT) != 0;
        state.depthPending = (flags & FLAG_DEPTH) != 0;
        state.latestPending = (flags & FLAG_LATEST) != 0;
        state.depthShownSequence = (flags & FLAG_DEPTH_SHOWN) != 0 ? state.sequence : 0;
        state.latestShownSequence = (flags & FLAG_LATEST_SHOWN) != 0 ? state.sequence : 0;
        state.depthDueNanos = unZigZag(varint());
        state.latestDueNanos = unZigZag(varint());
        state.appliedInSession = varint();
        state.applied = varint();
        state.duplicates = varint();
        state.zombies = varint();
        state.gaps = varint();
        state.dangling = varint();
        state.deadLetters = varint();
        if (version == 1) {
            state.silentThrough = 0;
            state.shownDamage = state.damage;
            state.announced = null;
            state.revision = 0;
            state.filled = 0;
            state.snapshots = 0;
        } else {
            state.silentThrough = varint();
            state.shownDamage = QualityReason.ofCode((int) varint());
            state.announced = QualityReason.ofCode((int) varint());
            state.revision = (int) varint();
            state.filled = varint();
            state.snapshots = varint();
        }
        state.marketState = version < 3 ? "" : text();
        state.ordersInSession = version < 4 ? 0 : varint();
        in = null;
        return at;
    }

    /** Whether the present state was shown; that an earlier one was is of no more use. */
    private static boolean shown(final long shownSequence, final SymbolState state) {
        return shownSequence != 0 && shownSequence == state.sequence;
    }

    private static TradingState tradingState(final long ordinal) {
        if (ordinal < 0 || ordinal >= TRADING_STATES.length) {
            throw new CorruptStateException("trading state " + ordinal + " is unknown; expected 0 to "
                    + (TRADING_STATES.length - 1) + ": restore with the build that wrote the state");
        }
        return TRADING_STATES[(int) ordinal];
    }

    private void putText(final String text) {
        if (texts.size() >= MAX_TEXTS_KEPT) {
            texts.clear();
        }
        final byte[] utf8 = texts.computeIfAbsent(text, t -> t.getBytes(StandardCharsets.UTF_8));
        if (utf8.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "a venue, session or market state may have at most " + MAX_TEXT_BYTES + " bytes, got " + utf8.length);
        }
        putVarint(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, position, utf8.length);
        position += utf8.length;
    }

    /** Texts kept encoded at present. */
    int textsKept() {
        return texts.size();
    }

    private void putVarint(final long value) {
        room(MAX_VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
    }

    private void room(final int more) {
        if (position + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + more));
        }
    }

    private int take() {
        if (at >= end) {
            throw new CorruptStateException("symbol state ends at byte " + end + " in the middle of a field");
        }
        return in[at++];
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 7 * MAX_VARINT_BYTES; shift += 7) {
            final int next = take();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new CorruptStateException("symbol state has a number of more than " + MAX_VARINT_BYTES
                + " bytes before byte " + at);
    }

    private String text() {
        final long length = varint();
        if (length < 0 || length > MAX_TEXT_BYTES || length > end - at) {
            throw new CorruptStateException("symbol state has a text of " + length + " bytes at byte " + at
                    + "; expected at most " + MAX_TEXT_BYTES + " and not past byte " + end);
        }
        final String text = new String(in, at, (int) length, StandardCharsets.UTF_8).intern();
        at += (int) length;
        return text;
    }

    private static long zigZag(final long value) {
        return value << 1 ^ value >> 63;
    }

    private static long unZigZag(final long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
