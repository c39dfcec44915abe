package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * Decodes TotalView-ITCH 5.0 messages that follow each other, each behind its length in two bytes, big endian: the message
 * blocks of a MoldUDP64 packet (MoldUDP64 1.00, Message Block) and the files of a day.
 *
 * <p>Gives a listener what {@link ItchDecoder} gives it message by message, and is as safe. The messages about orders
 * and trades, nearly all of a day, go through one loop. What costs there is a wrong guess of the processor's at what type
 * comes next. A type fixes its length, so the next message's type is loaded before the fields of this one are
 * read, and a wrong guess is found out early.
 *
 * <p>The buffer must lie over the same memory until the call returns. One thread; allocates nothing after construction.
 */
public final class ItchBlockDecoder {
    /** Bytes of the length before each message. */
    public static final int LENGTH_BYTES = 2;

    /** From a message of the loop, the longest of which is a trade, to behind the type of the message after it. */
    private static final int LOOK_AHEAD_BYTES = Trade.LENGTH + LENGTH_BYTES + 1;

    private final ItchDecoder decoder = new ItchDecoder();
    private final AddOrder addOrder = new AddOrder();
    private final OrderDelete orderDelete = new OrderDelete();
    private final OrderReplace orderReplace = new OrderReplace();
    private final OrderExecuted orderExecuted = new OrderExecuted();
    private final OrderCancel orderCancel = new OrderCancel();
    private final AddOrderMpid addOrderMpid = new AddOrderMpid();
    private final OrderExecutedWithPrice orderExecutedWithPrice = new OrderExecutedWithPrice();
    private final Trade trade = new Trade();

    /**
     * Decodes the messages in {@code [from, to)} of {@code buffer} up to the first that does not end before {@code to} or that
     * {@link ItchDecoder#decode} refuses.
     *
     * @return where the block of the first message that was not decoded starts; {@code to} if all were
     * @throws IndexOutOfBoundsException if the range is not inside the buffer
     */
    public int decode(final DirectBuffer buffer, final int from, final int to, final ItchListener listener) {
        buffer.boundsCheck(from, to - from);
        final byte[] array = buffer.byteArray();
        final long start = buffer.addressOffset();
        placeAll(buffer, array, start);
        int at = from;
        while (true) {
            at = decodeOrders(buffer, at, to, listener);
            if (to - at < LENGTH_BYTES) {
                return at;
            }
            final int message = at + LENGTH_BYTES;
            final int length = ItchMessage.unsignedShort(array, start + at);
            if (length > to - message || decoder.decode(buffer, message, length, listener) != DecodeResult.OK) {
                return at;
            }
            at = message + length;
        }
    }

    /** Decodes up to another type, a wrong length, or where too little is left to look ahead; returns that block's start. */
    private int decodeOrders(final DirectBuffer buffer, final int from, final int to, final ItchListener listener) {
        if (to - from < LENGTH_BYTES + LOOK_AHEAD_BYTES) {
            return from;
        }
        final byte[] array = buffer.byteArray();
        final long start = buffer.addressOffset();
        final long last = start + to - LOOK_AHEAD_BYTES;
        long message = start + from + LENGTH_BYTES;
        char type = type(array, message);
        while (message <= last) {
            final int length = ItchMessage.unsignedShort(array, message - LENGTH_BYTES);
            switch (type) {
                case AddOrder.TYPE -> {
                    if (length != AddOrder.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + AddOrder.LENGTH + LENGTH_BYTES);
                    addOrder.move(buffer, array, message);
                    listener.onAddOrder(addOrder);
                    message += AddOrder.LENGTH + LENGTH_BYTES;
                }
                case OrderDelete.TYPE -> {
                    if (length != OrderDelete.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + OrderDelete.LENGTH + LENGTH_BYTES);
                    orderDelete.move(buffer, array, message);
                    listener.onOrderDelete(orderDelete);
                    message += OrderDelete.LENGTH + LENGTH_BYTES;
                }
                case OrderReplace.TYPE -> {
                    if (length != OrderReplace.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + OrderReplace.LENGTH + LENGTH_BYTES);
                    orderReplace.move(buffer, array, message);
                    listener.onOrderReplace(orderReplace);
                    message += OrderReplace.LENGTH + LENGTH_BYTES;
                }
                case OrderExecuted.TYPE -> {
                    if (length != OrderExecuted.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + OrderExecuted.LENGTH + LENGTH_BYTES);
                    orderExecuted.move(buffer, array, message);
                    listener.onOrderExecuted(orderExecuted);
                    message += OrderExecuted.LENGTH + LENGTH_BYTES;
                }
                case OrderCancel.TYPE -> {
                    if (length != OrderCancel.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + OrderCancel.LENGTH + LENGTH_BYTES);
                    orderCancel.move(buffer, array, message);
                    listener.onOrderCancel(orderCancel);
                    message += OrderCancel.LENGTH + LENGTH_BYTES;
                }
                case AddOrderMpid.TYPE -> {
                    if (length != AddOrderMpid.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + AddOrderMpid.LENGTH + LENGTH_BYTES);
                    addOrderMpid.move(buffer, array, message);
                    listener.onAddOrderMpid(addOrderMpid);
                    message += AddOrderMpid.LENGTH + LENGTH_BYTES;
                }
                case OrderExecutedWithPrice.TYPE -> {
                    if (length != OrderExecutedWithPrice.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + OrderExecutedWithPrice.LENGTH + LENGTH_BYTES);
                    orderExecutedWithPrice.move(buffer, array, message);
                    listener.onOrderExecutedWithPrice(orderExecutedWithPrice);
                    message += OrderExecutedWithPrice.LENGTH + LENGTH_BYTES;
                }
                case Trade.TYPE -> {
                    if (length != Trade.LENGTH) {
                        return blockStart(message, start);
                    }
                    type = type(array, message + Trade.LENGTH + LENGTH_BYTES);
                    trade.move(buffer, array, message);
                    listener.onTrade(trade);
                    message += Trade.LENGTH + LENGTH_BYTES;
                }
                default -> {
                    return blockStart(message, start);
                }
            }
        }
        return blockStart(message, start);
    }

    private void placeAll(final DirectBuffer buffer, final byte[] array, final long start) {
        addOrder.place(buffer, array, start);
        orderDelete.place(buffer, array, start);
        orderReplace.place(buffer, array, start);
        orderExecuted.place(buffer, array, start);
        orderCancel.place(buffer, array, start);
        addOrderMpid.place(buffer, array, start);
        orderExecutedWithPrice.place(buffer, array, start);
        trade.place(buffer, array, start);
    }

    private static char type(final byte[] array, final long message) {
        return (char) (UnsafeApi.getByte(array, message) & 0xFF);
    }

    private static int blockStart(final long message, final long start) {
        return (int) (message - start) - LENGTH_BYTES;
    }
}
