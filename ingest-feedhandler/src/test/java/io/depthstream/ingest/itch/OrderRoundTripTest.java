package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whatever is written is read back, every field of the order messages (sections 1.3 and 1.4).
 * jqwik prints the seed; {@code @Property(seed = "…")} repeats it.
 */
class OrderRoundTripTest {
    private static final int START = 5;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);

    @Property(tries = 200)
    void shouldReadBackAddOrder(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long orderReferenceNumber,
            @ForAll @Latin1 char buySellIndicator,
            @ForAll @UInt32 long shares,
            @ForAll @Text8 String stock,
            @ForAll @UInt32 long price) {
        new AddOrderEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .orderReferenceNumber(orderReferenceNumber)
                .buySellIndicator(buySellIndicator)
                .shares(shares)
                .stock(stock)
                .price(price);

        final AddOrder message = new AddOrder().wrap(buffer, START);
        assertEquals(AddOrder.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(orderReferenceNumber, message.orderReferenceNumber());
        assertEquals(buySellIndicator, message.buySellIndicator());
        assertEquals(shares, message.shares());
        assertEquals(stock, message.stock());
        assertEquals(price, message.price());
    }

    @Property(tries = 200)
    void shouldReadBackAddOrderMpid(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long orderReferenceNumber,
            @ForAll @Latin1 char buySellIndicator,
            @ForAll @UInt32 long shares,
            @ForAll @Text8 String stock,
            @ForAll @UInt32 long price,
            @ForAll @Text4 String attribution) {
        new AddOrderMpidEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .orderReferenceNumber(orderReferenceNumber)
                .buySellIndicator(buySellIndicator)
                .shares(shares)
                .stock(stock)
                .price(price)
                .attribution(attribution);

        final AddOrderMpid message = new AddOrderMpid().wrap(buffer, START);
        assertEquals(AddOrderMpid.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(orderReferenceNumber, message.orderReferenceNumber());
        assertEquals(buySellIndicator, message.buySellIndicator());
        assertEquals(shares, message.shares());
        assertEquals(stock, message.stock());
        assertEquals(price, message.price());
        assertEquals(attribution, message.attribution());
    }

    @Property(tries = 200)
    void shouldReadBackOrderExecuted(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long orderReferenceNumber,
            @ForAll @UInt32 long executedShares,
            @ForAll long matchNumber) {
        new OrderExecutedEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .orderReferenceNumber(orderReferenceNumber)
                .executedShares(executedShares)
                .matchNumber(matchNumber);

        final OrderExecuted message = new OrderExecuted().wrap(buffer, START);
        assertEquals(OrderExecuted.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(orderReferenceNumber, message.orderReferenceNumber());
        assertEquals(executedShares, message.executedShares());
        assertEquals(matchNumber, message.matchNumber());
    }

    @Property(tries = 200)
    void shouldReadBackOrderExecutedWithPrice(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long orderReferenceNumber,
            @ForAll @UInt32 long executedShares,
            @ForAll long matchNumber,
            @ForAll @Latin1 char printable,
            @ForAll @UInt32 long executionPrice) {
        new OrderExecutedWithPriceEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .orderReferenceNumber(orderReferenceNumber)
                .executedShares(executedShares)
                .matchNumber(matchNumber)
                .printable(printable)
                .executionPrice(executionPrice);

        final OrderExecutedWithPrice message = new OrderExecutedWithPrice().wrap(buffer, START);
        assertEquals(OrderExecutedWithPrice.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(orderReferenceNumber, message.orderReferenceNumber());
        assertEquals(executedShares, message.executedShares());
        assertEquals(matchNumber, message.matchNumber());
        assertEquals(printable, message.printable());
        assertEquals(executionPrice, message.executionPrice());
    }

    @Property(tries = 200)
    void shouldReadBackOrderCancel(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long orderReferenceNumber,
            @ForAll @UInt32 long cancelledShares) {
        new OrderCancelEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .orderReferenceNumber(orderReferenceNumber)
                .cancelledShares(cancelledShares);

        final OrderCancel message = new OrderCancel().wrap(buffer, START);
        assertEquals(OrderCancel.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(orderReferenceNumber, message.orderReferenceNumber());
        assertEquals(cancelledShares, message.cancelledShares());
    }

    @Property(tries = 200)
    void shouldReadBackOrderDelete(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long orderReferenceNumber) {
        new OrderDeleteEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .orderReferenceNumber(orderReferenceNumber);

        final OrderDelete message = new OrderDelete().wrap(buffer, START);
        assertEquals(OrderDelete.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(orderReferenceNumber, message.orderReferenceNumber());
    }

    @Property(tries = 200)
    void shouldReadBackOrderReplace(
            @ForAll @UInt16 int stockLocate,
            @ForAll @UInt16 int trackingNumber,
            @ForAll @UInt48 long timestamp,
            @ForAll long originalOrderReferenceNumber,
            @ForAll long newOrderReferenceNumber,
            @ForAll @UInt32 long shares,
            @ForAll @UInt32 long price) {
        new OrderReplaceEncoder().wrap(buffer, START)
                .stockLocate(stockLocate)
                .trackingNumber(trackingNumber)
                .timestamp(timestamp)
                .originalOrderReferenceNumber(originalOrderReferenceNumber)
                .newOrderReferenceNumber(newOrderReferenceNumber)
                .shares(shares)
                .price(price);

        final OrderReplace message = new OrderReplace().wrap(buffer, START);
        assertEquals(OrderReplace.TYPE, message.messageType());
        assertEquals(stockLocate, message.stockLocate());
        assertEquals(trackingNumber, message.trackingNumber());
        assertEquals(timestamp, message.timestamp());
        assertEquals(originalOrderReferenceNumber, message.originalOrderReferenceNumber());
        assertEquals(newOrderReferenceNumber, message.newOrderReferenceNumber());
        assertEquals(shares, message.shares());
        assertEquals(price, message.price());
    }
}
