package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.OrderExecutedWithPriceEncoder;
import io.depthstream.ingest.itch.SystemEventEncoder;
import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final FeedFixture fixture = new FeedFixture(FeedFixture.wide()).knows(FeedFixture.AAPL, "AAPL");

    /** Whatever was wrong, the next good message goes through. */
    @AfterEach
    void shouldGoOnAfterwards() {
        final long before = fixture.counters.events();
        fixture.feed(delete(FeedFixture.AAPL));
        assertEquals(before + 1, fixture.counters.events());
        assertEquals(fixture.counters.messages(), fixture.counters.events() + fixture.counters.deadLetters());
    }

    @Test
    void shouldParkAnUnknownLocateWithItsBytesAndPlace() {
        fixture.sequence = 48_213_377;
        fixture.feed(delete(8123));

        final DeadLetter letter = only(DeadLetterReason.UNKNOWN_LOCATE);
        final byte[] sent = new byte[19];
        fixture.buffer.getBytes(0, sent);
        assertArrayEquals(sent, letter.getBytes().array());
        assertEquals("stock locate 8123 has no directory entry (session 0000000001, sequence 48213377): parked on "
            + Topics.DLQ, letter.getMessage());
        assertEquals("unknown-locate", letter.getReason());
        assertEquals("XNAS", letter.getVenue());
        assertEquals("test-feed", letter.getPublisher());
        assertEquals("2020-01-30", letter.getTradingDate());
        assertEquals("itch-message", letter.getFormat());
        assertEquals(FeedFixture.SESSION, letter.getSession());
        assertEquals(48_213_377, letter.getSequence());
        assertEquals("test input", letter.getSource());
        assertEquals(-1, letter.getLine());
        assertEquals(-1, letter.getPartition());
        assertEquals(-1, letter.getOffset());
        assertEquals(FeedFixture.RECEIVED, letter.getFirstTimeNanos());
        assertEquals(FeedFixture.RECEIVED, letter.getLastTimeNanos());
        assertEquals(1, letter.getAttempts());
        assertNull(fixture.sent(Topics.DLQ).get(0).key());
    }

    @Test
    void shouldParkLocateZeroOfAMessageThatConcernsASymbol() {
        fixture.feed(delete(0));

        only(DeadLetterReason.UNKNOWN_LOCATE);
    }

    @Test
    void shouldParkAnUnknownType() {
        fixture.buffer.putByte(0, (byte) 'z');
        fixture.feed(19);

        assertTrue(only(DeadLetterReason.UNKNOWN_TYPE).getMessage().startsWith(
            "message of type 'z' (0x7A) and 19 bytes: no such type in ITCH 5.0"));
    }

    @Test
    void shouldParkAShortAndALongMessage() {
        delete(FeedFixture.AAPL);
        fixture.feed(18);
        delete(FeedFixture.AAPL);
        fixture.feed(20);

        assertEquals(Map.of(DeadLetterReason.BAD_LENGTH, 2L), fixture.counters.deadLettersByReason());
        assertEquals(18, fixture.deadLettersSent().get(0).getBytes().remaining());
        assertEquals(20, fixture.deadLettersSent().get(1).getBytes().remaining());
    }

    @Test
    void shouldParkAnEmptyMessage() {
        fixture.feed(0);

        only(DeadLetterReason.EMPTY_MESSAGE);
    }

    @Test
    void shouldParkAMessageThatNamesAnotherStockThanItsLocate() {
        fixture.feed(add().stock("MSFT"));

        final DeadLetter letter = only(DeadLetterReason.SYMBOL_MISMATCH);
        assertTrue(letter.getMessage().startsWith("stock locate 13 stands for AAPL but the message names 'MSFT'"));
        assertEquals("AAPL", letter.getSymbol());
        assertEquals("AAPL", FeedFixture.key(fixture.sent(Topics.DLQ).get(0)));
    }

    @Test
    void shouldParkImpossibleFields() {
        fixture.feed(add().buySellIndicator('X'));
        fixture.feed(add().shares(0));
        fixture.feed(add().price(0));
        fixture.feed(add().timestamp(TradingDay.NANOS_PER_DAY));
        fixture.feed(new OrderExecutedWithPriceEncoder().wrap(fixture.buffer, 0).stockLocate(FeedFixture.AAPL)
            .executedShares(1).printable('?'));
        fixture.feed(new SystemEventEncoder().wrap(fixture.buffer, 0).eventCode('?'));

        assertEquals(Map.of(DeadLetterReason.IMPOSSIBLE_FIELD, 6L), fixture.counters.deadLettersByReason());
        assertEquals(0, fixture.counters.events());
    }

    @Test
    void shouldParkADirectoryEntryThatCannotBe() {
        fixture.feed(fixture.directoryEntry(0, "ZZZ"));
        fixture.feed(fixture.directoryEntry(9, ""));
        fixture.feed(fixture.directoryEntry(9, "*"));
        fixture.feed(fixture.directoryEntry(9, "A\u0001"));

        assertEquals(Map.of(DeadLetterReason.IMPOSSIBLE_FIELD, 4L), fixture.counters.deadLettersByReason());
        assertEquals(2, fixture.directory.size());
        assertTrue(fixture.referencesSent().isEmpty());
    }

    @Test
    void shouldParkAPacketWithItsLine() {
        fixture.merged()
            .onMalformed(1, PacketFault.SHORT_HEADER, fixture.buffer, 3, 7);

        final DeadLetter letter = fixture.deadLettersSent().get(0);
        assertEquals("short-header", letter.getReason());
        assertEquals("moldudp64-packet", letter.getFormat());
        assertEquals(1, letter.getLine());
        assertEquals(7, letter.getBytes().remaining());
        fixture.counters.onMessage();
    }

    @Test
    void shouldHaveAReasonOfItsOwnForEveryPacketFault() {
        for (final PacketFault fault : PacketFault.values()) {
            assertNotEquals(DeadLetterReason.MALFORMED_PACKET, DeadLetterReason.of(fault), fault.name());
        }
    }

    private DeadLetter only(final DeadLetterReason reason) {
        assertEquals(Map.of(reason, 1L), fixture.counters.deadLettersByReason());
        assertEquals(1, fixture.deadLettersSent().size());
        return fixture.deadLettersSent().get(0);
    }

    private OrderDeleteEncoder delete(final int locate) {
        return new OrderDeleteEncoder().wrap(fixture.buffer, 0).stockLocate(locate).orderReferenceNumber(1);
    }

    private AddOrderEncoder add() {
        return new AddOrderEncoder().wrap(fixture.buffer, 0).stockLocate(FeedFixture.AAPL).timestamp(1)
            .orderReferenceNumber(1).buySellIndicator('B').shares(1).stock("AAPL").price(1);
    }
}
