package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real messages survive decoding and encoding byte for byte, and the field check finds nothing in the book's ones. */
class RealMessagesTest {
    private final ItchDecoder decoder = new ItchDecoder();
    private final ItchFieldCheck check = new ItchFieldCheck();
    private int checkedOrders;

    @ParameterizedTest
    @CsvSource({"itch/aapl10k.bin, 10000, 9945", "lobster/AAPL_2012-06-21_0930-1030_L50.itch.gz, 92149, 92141"})
    void shouldWriteBackEveryRealMessage(final String name, final int messages, final int ordersAndTrades)
            throws IOException {
        final ItchListener listener = new RecordingListener(message -> {
            final byte[] bytes = new byte[message.length()];
            message.buffer().getBytes(message.offset(), bytes);
            assertArrayEquals(bytes, MessageFields.encodeAgain(message), message::toString);
        });
        assertEquals(messages, RealMessages.forEach(RealMessages.require(name), bytes -> {
            final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            assertEquals(DecodeResult.OK, decoder.decode(buffer, 0, bytes.length, listener));
            assertEquals(DecodeResult.OK, decoder.decode(buffer, 0, bytes.length, new CheckingListener()));
        }));
        assertEquals(ordersAndTrades, checkedOrders);
    }

    private final class CheckingListener implements ItchListener {
        @Override
        public void onAddOrder(final AddOrder message) {
            assertSound(check.check(message), message);
        }

        @Override
        public void onAddOrderMpid(final AddOrderMpid message) {
            assertSound(check.check(message), message);
        }

        @Override
        public void onOrderExecuted(final OrderExecuted message) {
            assertSound(check.check(message), message);
        }

        @Override
        public void onOrderCancel(final OrderCancel message) {
            assertSound(check.check(message), message);
        }

        @Override
        public void onOrderDelete(final OrderDelete message) {
            assertSound(check.check(message), message);
        }

        @Override
        public void onOrderReplace(final OrderReplace message) {
            assertSound(check.check(message), message);
        }

        @Override
        public void onTrade(final Trade message) {
            assertSound(check.check(message), message);
        }

        private void assertSound(final String reason, final ItchMessage message) {
            assertNull(reason, message::toString);
            checkedOrders++;
        }
    }
}
