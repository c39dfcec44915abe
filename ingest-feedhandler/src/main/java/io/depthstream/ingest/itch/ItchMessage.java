package io.depthstream.ingest.itch;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What all TotalView-ITCH 5.0 messages share: eleven bytes of type, stock locate, tracking number and timestamp.
 *
 * <p>A message is a flyweight: it holds no fields, only a place in a buffer, and is moved from message to message.
 * Numbers are big endian and unsigned; 32-bit ones widen to {@code long}, 64-bit ones are returned as they are.
 * Accessors allocate nothing unless they return a string. Not for use by two threads, and not beyond the life of the
 * bytes below: whether the message lies inside its buffer is looked at by {@code wrap}, once for all its fields.
 * Before the first {@code wrap} every field is zero.
 */
public abstract sealed class ItchMessage
        permits AddOrder, AddOrderMpid, BrokenTrade, CrossTrade, DirectListingPriceDiscovery, IpoQuotingPeriodUpdate,
                LuldAuctionCollar, MarketParticipantPosition, MwcbDeclineLevel, MwcbStatus, NetOrderImbalance,
                OperationalHalt, OrderCancel, OrderDelete, OrderExecuted, OrderExecutedWithPrice, OrderReplace,
                RegShoRestriction, RetailPriceImprovement, StockDirectory, StockTradingAction, SystemEvent, Trade {
    /** Bytes before the first field of its own that a message has. */
    public static final int HEADER_LENGTH = 11;

    static final int MESSAGE_TYPE_OFFSET = 0;
    static final int STOCK_LOCATE_OFFSET = 1;
    static final int TRACKING_NUMBER_OFFSET = 3;
    static final int TIMESTAMP_OFFSET = 5;

    private static final long TIMESTAMP_MASK = 0xFFFF_FFFF_FFFFL;

    private static final boolean SWAP = ByteOrder.nativeOrder() != ByteOrder.BIG_ENDIAN;
    /** What a message lies over before it is first wrapped; no message is longer. */
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[64]);

    private DirectBuffer buffer = NOTHING;
    private byte[] array = NOTHING.byteArray();
    private long address = NOTHING.addressOffset();

    ItchMessage() {
    }

    final void attach(final DirectBuffer newBuffer, final int newOffset) {
        newBuffer.boundsCheck(newOffset, length());
        place(newBuffer, newBuffer.byteArray(), newBuffer.addressOffset() + newOffset);
    }

    /** Without a look at the bounds; {@code newArray} is the buffer's own, {@code newAddress} inside it. */
    final void place(final DirectBuffer newBuffer, final byte[] newArray, final long newAddress) {
        if (buffer != newBuffer || array != newArray) {
            buffer = newBuffer;
            array = newArray;
        }
        address = newAddress;
    }

    /** As {@link #place}, within a buffer that has not been put over other memory since this message was placed in it. */
    final void move(final DirectBuffer newBuffer, final byte[] newArray, final long newAddress) {
        if (buffer != newBuffer) {
            buffer = newBuffer;
            array = newArray;
        }
        address = newAddress;
    }

    /** Buffer this message lies in. */
    public final DirectBuffer buffer() {
        return buffer;
    }

    /** Where in {@link #buffer()} this message starts. */
    public final int offset() {
        return (int) (address - buffer.addressOffset());
    }

    /** Length of this message in bytes, header included. */
    public abstract int length();

    // Type, locate and tracking number are read by one load of the first eight bytes, which the compiler makes once.

    /** Message type, as it stands in the buffer. */
    public final char messageType() {
        return (char) (longValue(MESSAGE_TYPE_OFFSET) >>> 56);
    }

    /** Number that stands for the symbol on this day, 0 to 65,535; 0 where a message concerns no single symbol. */
    public final int stockLocate() {
        return (int) (longValue(MESSAGE_TYPE_OFFSET) >>> 40) & 0xFFFF;
    }

    /** The venue's internal tracking number, 0 to 65,535. */
    public final int trackingNumber() {
        return (int) (longValue(MESSAGE_TYPE_OFFSET) >>> 24) & 0xFFFF;
    }

    /** Nanoseconds since midnight in the venue's own time zone. */
    public final long timestamp() {
        // One load over the tracking number and the six bytes wanted: it stays inside the header.
        return longValue(TRACKING_NUMBER_OFFSET) & TIMESTAMP_MASK;
    }

    /** Every field by name, for logs and for the dead-letter commands; allocates. */
    @Override
    public final String toString() {
        final StringBuilder out = new StringBuilder(getClass().getSimpleName()).append('[');
        append(out, "stockLocate", stockLocate());
        append(out, "trackingNumber", trackingNumber());
        append(out, "timestamp", timestamp());
        appendFields(out);
        return out.append(']').toString();
    }

    abstract void appendFields(StringBuilder out);

    static void append(final StringBuilder out, final String field, final long value) {
        name(out, field).append(value);
    }

    static void append(final StringBuilder out, final String field, final char value) {
        name(out, field).append(value);
    }

    static void append(final StringBuilder out, final String field, final String value) {
        name(out, field).append(value);
    }

    final char character(final int field) {
        return (char) (UnsafeApi.getByte(array, address + field) & 0xFF);
    }

    final int unsignedShort(final int field) {
        return unsignedShort(array, address + field);
    }

    static int unsignedShort(final byte[] array, final long address) {
        final char value = UnsafeApi.getChar(array, address);
        return SWAP ? Character.reverseBytes(value) : value;
    }

    final int intValue(final int field) {
        final int value = UnsafeApi.getInt(array, address + field);
        return SWAP ? Integer.reverseBytes(value) : value;
    }

    final long unsignedInt(final int field) {
        return intValue(field) & 0xFFFF_FFFFL;
    }

    final long longValue(final int field) {
        final long value = UnsafeApi.getLong(array, address + field);
        return SWAP ? Long.reverseBytes(value) : value;
    }

    final String text(final int field, final int length) {
        return ItchText.read(buffer, offset() + field, length);
    }

    private static StringBuilder name(final StringBuilder out, final String field) {
        if (out.charAt(out.length() - 1) != '[') {
            out.append(", ");
        }
        return out.append(field).append('=');
    }
}
