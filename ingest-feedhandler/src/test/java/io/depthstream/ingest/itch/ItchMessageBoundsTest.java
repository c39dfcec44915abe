package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message that does not lie inside its buffer can't be read, since its accessors no longer ask. */
class ItchMessageBoundsTest {
    private static final long PATTERN = 0x0102_0304_0506_0708L;

    static Stream<BiFunction<DirectBuffer, Integer, ItchMessage>> messages() {
        return Stream.of(
            new AddOrder()::wrap, new AddOrderMpid()::wrap, new BrokenTrade()::wrap, new CrossTrade()::wrap,
            new DirectListingPriceDiscovery()::wrap, new IpoQuotingPeriodUpdate()::wrap, new LuldAuctionCollar()::wrap,
            new MarketParticipantPosition()::wrap, new MwcbDeclineLevel()::wrap, new MwcbStatus()::wrap,
            new NetOrderImbalance()::wrap, new OperationalHalt()::wrap, new OrderCancel()::wrap, new OrderDelete()::wrap,
            new OrderExecuted()::wrap, new OrderExecutedWithPrice()::wrap, new OrderReplace()::wrap,
            new RegShoRestriction()::wrap, new RetailPriceImprovement()::wrap, new StockDirectory()::wrap,
            new StockTradingAction()::wrap, new SystemEvent()::wrap, new Trade()::wrap);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldRefuseToLieOutsideItsBuffer(final BiFunction<DirectBuffer, Integer, ItchMessage> wrap) {
        final int length = wrap.apply(new UnsafeBuffer(new byte[100]), 0).length();
        for (final UnsafeBuffer buffer : new UnsafeBuffer[] {
            new UnsafeBuffer(new byte[length + 1]), new UnsafeBuffer(ByteBuffer.allocateDirect(length + 1))}) {
            assertEquals(1, wrap.apply(buffer, 1).offset());
            assertThrows(IndexOutOfBoundsException.class, () -> wrap.apply(buffer, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> wrap.apply(buffer, -1));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldReadTheSameFromTheHeapAndBesideIt(final BiFunction<DirectBuffer, Integer, ItchMessage> wrap) {
        final UnsafeBuffer heap = new UnsafeBuffer(new byte[100], 7, 80);
        final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(80));
        for (int i = 0; i < 80; i += Long.BYTES) {
            heap.putLong(i, PATTERN * (i + 1));
        }
        direct.putBytes(0, heap, 0, 80);

        final String onHeap = wrap.apply(heap, 3).toString();
        assertEquals(heap.getShort(4, ByteOrder.BIG_ENDIAN) & 0xffff, wrap.apply(heap, 3).stockLocate());
        assertEquals(onHeap, wrap.apply(direct, 3).toString());
    }
}
