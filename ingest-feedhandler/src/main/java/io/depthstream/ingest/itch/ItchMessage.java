package io.depthstream.ingest.itch;

import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

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
    private static final byte[] NOTHING = new byte[64];

    private DirectBuffer buffer;
    private int offset;
    private byte[] array = NOTHING;
    private long address = BufferUtil.ARRAY_BASE_OFFSET;

    ItchMessage() {
    }

    final void attach(final DirectBuffer newBuffer, final int newOffset) {
        newBuffer.boundsCheck(newOffset, length());
        buffer = newBuffer;
        offset = newOffset;
        array = newBuffer.byteArray();
        address = newBuffer.addressOffset() + newOffset;
    }

    /** Buffer this message lies in. */
    public final DirectBuffer buffer() {
        return buffer;
    }

    /** Where in {@link #buffer()} this message starts. */
    public final int offset() {
        return offset;
    }

    /** Length of this message in bytes, header included. */
    public abstract int length();

    /** Message type, as it stands in the buffer. */
    public final char messageType() {
        return character(MESSAGE_TYPE_OFFSET);
    }

    /** Number that stands for the symbol on this day, 0 to 65,535; 0 where a message concerns no single symbol. */
    public final int stockLocate() {
        return unsignedShort(STOCK_LOCATE_OFFSET);
    }

    /** The venue's internal tracking number, 0 to 65,535. */
    public final int trackingNumber() {
        return unsignedShort(TRACKING_NUMBER_OFFSET);
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
        final short value = UnsafeApi.getShort(array, address + field);
        return (SWAP ? Short.reverseBytes(value) : value) & 0xFFFF;
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
        return ItchText.read(buffer, offset + field, length);
    }

    private static StringBuilder name(final StringBuilder out, final String field) {
        if (out.charAt(out.length() - 1) != '[') {
            out.append(", ");
        }
        return out.append(field).append('=');
    }
}
