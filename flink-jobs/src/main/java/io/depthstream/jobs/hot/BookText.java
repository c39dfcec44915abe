package io.depthstream.jobs.hot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a {@link HotBookState} as compact JSON, for channels, hashes and subjects.
 *
 * <p>A level is {@code [price,shares,orders]}, prices being integers in the venue's scale: a reader of numbers as
 * doubles loses nothing below 2^53. Reuses one buffer; each call allocates its result only. Not thread-safe.
 */
public final class BookText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int INITIAL_BYTES = 1_024;
    private static final int LONG_DIGITS = 20;
    private static final int SEQUENCE_DIGITS = 19;
    private static final int REVISION_DIGITS = 10;
    private static final int TIME_DIGITS = 19;

    private byte[] buffer = new byte[INITIAL_BYTES];
    private int length;

    /** The message published: one JSON object. */
    public byte[] payload(final HotBookState state) {
        begin(state);
        ascii("}");
        return Arrays.copyOf(buffer, length);
    }

    /** The same with the time of publishing, nanoseconds since the epoch, for stores without a clock a reader could ask. */
    byte[] payload(final HotBookState state, final long publishTimeNanos) {
        begin(state);
        field(",\"publishTimeNanos\":", publishTimeNanos);
        ascii("}");
        return Arrays.copyOf(buffer, length);
    }

    private void begin(final HotBookState state) {
        length = 0;
        head(state);
        ascii(",\"bids\":");
        appendBids(state);
        ascii(",\"asks\":");
        appendAsks(state);
    }

    /** The message without the levels: whose, which, quality and trading state. */
    byte[] status(final HotBookState state) {
        length = 0;
        head(state);
        ascii("}");
        return Arrays.copyOf(buffer, length);
    }

    /** One of the state's trades, by its number. */
    byte[] trade(final HotBookState state, final long number) {
        final HotTrades trades = state.trades();
        length = 0;
        whose(state);
        field(",\"number\":", number);
        field(",\"sequence\":", trades.sequence(number));
        field(",\"venueTimeNanos\":", trades.venueTimeNanos(number));
        field(",\"priceScale\":", state.priceScale());
        ascii(",\"kind\":");
        text(trades.kind(number).name());
        ascii(",\"aggressor\":");
        text(trades.aggressor(number).name());
        field(",\"price\":", trades.price(number));
        field(",\"shares\":", trades.shares(number));
        field(",\"matchNumber\":", trades.matchNumber(number));
        ascii("}");
        return Arrays.copyOf(buffer, length);
    }

    private void whose(final HotBookState state) {
        ascii("{\"venue\":");
        text(state.venue());
        ascii(",\"symbol\":");
        text(state.symbol());
        ascii(",\"session\":");
        text(state.session());
    }

    private void head(final HotBookState state) {
        whose(state);
        field(",\"sequence\":", state.sequence());
        field(",\"revision\":", state.revision());
        field(",\"venueTimeNanos\":", state.venueTimeNanos());
        field(",\"receiveTimeNanos\":", state.receiveTimeNanos());
        field(",\"priceScale\":", state.priceScale());
        ascii(",\"quality\":");
        text(state.quality().name());
        ascii(",\"qualityReason\":");
        text(state.qualityReason());
        ascii(",\"tradingState\":");
        text(state.tradingState().name());
        ascii(",\"marketState\":");
        text(state.marketState());
    }

    /** Which state it is, as publish-books.lua compares it: sequence, revision, venue time, instance and session. */
    byte[] guard(final HotBookState state, final byte[] instance) {
        length = 0;
        padded(state.sequence(), SEQUENCE_DIGITS);
        padded(state.revision(), REVISION_DIGITS);
        padded(state.venueTimeNanos(), TIME_DIGITS);
        raw(instance);
        ascii(" ");
        raw(state.session().getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(buffer, length);
    }

    private void raw(final byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void padded(final long value, final int digits) {
        reserve(digits + 1);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        buffer[length++] = ' ';
    }

    private void appendBids(final HotBookState state) {
        ascii("[");
        for (int i = 0; i < state.bidLevels(); i++) {
            level(i, state.bidPrice(i), state.bidShares(i), state.bidOrders(i));
        }
        ascii("]");
    }

    private void appendAsks(final HotBookState state) {
        ascii("[");
        for (int i = 0; i < state.askLevels(); i++) {
            level(i, state.askPrice(i), state.askShares(i), state.askOrders(i));
        }
        ascii("]");
    }

    private void level(final int index, final long price, final long shares, final int orders) {
        field(index == 0 ? "[" : ",[", price);
        field(",", shares);
        field(",", orders);
        ascii("]");
    }

    private void field(final String before, final long value) {
        ascii(before);
        reserve(LONG_DIGITS);
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        long rest = value;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long left = rest / 10; left > 0; left /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void text(final String value) {
        reserve(value.length() * 6 + 2);
        buffer[length++] = '"';
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                buffer[length++] = '\\';
                buffer[length++] = (byte) c;
            } else if (c >= 0x20 && c < 0x7F) {
                buffer[length++] = (byte) c;
            } else {
                buffer[length++] = '\\';
                buffer[length++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    buffer[length++] = HEX[(c >> shift) & 0xF];
                }
            }
        }
        buffer[length++] = '"';
    }

    private void ascii(final String value) {
        reserve(value.length());
        for (int i = 0; i < value.length(); i++) {
            buffer[length++] = (byte) value.charAt(i);
        }
    }

    private void reserve(final int bytes) {
        if (buffer.length - length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
        }
    }
}
