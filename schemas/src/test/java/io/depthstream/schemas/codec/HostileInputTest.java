package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HostileInputTest {

    private static final byte[] HEADER = SingleObject.header(EventBatch.getClassSchema());

    private final EventBatchReader reader = new EventBatchReader();

    @Provide
    Arbitrary<EventBatch> batches() {
        return Fields.batches();
    }

    @Property(tries = 3_000)
    void shouldSurviveDamage(
        @ForAll("batches") final EventBatch batch, @ForAll final long seed, @ForAll @IntRange(max = 6) final int hits) {
        final byte[] value = GeneratedCodec.write(batch);
        final Random random = new Random(seed);
        for (int i = 0; i <= hits; i++) {
            value[HEADER.length + random.nextInt(value.length - HEADER.length)] = (byte) random.nextInt();
        }
        HostileInput.readBatch(value);
    }

    @Property(tries = 1_000)
    void shouldSurviveAnyBytesBehindAGoodHeader(@ForAll final byte[] body) {
        final byte[] value = Arrays.copyOf(HEADER, HEADER.length + body.length);
        System.arraycopy(body, 0, value, HEADER.length, body.length);
        HostileInput.readBatch(value);
    }

    @Property(tries = 50)
    void shouldRefuseEveryTruncation(@ForAll("batches") final EventBatch batch) {
        final byte[] value = GeneratedCodec.write(batch);
        for (int length = 0; length < value.length; length++) {
            final int cut = length;
            assertThrows(MalformedRecordException.class, () -> {
                reader.wrap(value, 0, cut).verify();
            });
        }
    }

    @Test
    void shouldNameFieldAndByteOfTheDamage() {
        final byte[] value = oneEvent();
        // Behind the header: "X" "S" "A" "p" take 8 bytes, six numbers 6, the block count 1, then the event's kind.
        final int kindAt = HEADER.length + 15;
        value[kindAt] = 0x7E;
        assertEquals("EventBatch.events.kind at byte 25: enum index 63, expected 0 to 26", refusal(value));
        value[kindAt] = 2;
        value[HEADER.length] = 0x7E;
        assertEquals("EventBatch.venue at byte 10: length 63 with 27 bytes left", refusal(value));
        value[HEADER.length] = 1;
        assertEquals("EventBatch.venue at byte 10: length -1 with 27 bytes left", refusal(value));
    }

    @Test
    void shouldNotBelieveAClaimedCount() {
        final byte[] value = oneEvent();
        final byte[] claim = Arrays.copyOf(value, HEADER.length + 14 + 9);
        // 2^61 - 1 events claimed.
        Arrays.fill(claim, HEADER.length + 14, claim.length - 1, (byte) 0xFE);
        claim[claim.length - 1] = 0x3F;
        assertTrue(refusal(claim).startsWith("EventBatch.events at byte 24: array block of "), refusal(claim));
    }

    @Test
    void shouldRefuseBytesBehindTheLastEvent() {
        final byte[] value = oneEvent();
        assertEquals("EventBatch at byte 38: 1 bytes left behind the last event",
            refusal(Arrays.copyOf(value, value.length + 1)));
    }

    @Test
    void shouldRefuseWhatIsNoSingleObject() {
        assertEquals("EventBatch at byte 0: value of 3 bytes, a header alone takes 10", refusal(new byte[3]));
        assertEquals("EventBatch at byte 0: marker 00 00, expected c3 01: not a single-object encoded value",
            refusal(new byte[40]));
    }

    @Test
    void shouldRefuseAnArrayWithoutTheRangeGiven() {
        assertThrows(IndexOutOfBoundsException.class, () -> reader.wrap(new byte[20], 15, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.wrap(new byte[20], -1, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.wrap(new byte[20], Integer.MAX_VALUE, 10));
    }

    @Test
    void shouldRefuseSequencesThatRunBackwardsOnVerification() {
        final EventBatch batch = Records.decode(EventBatch.class, oneEvent());
        batch.getEvents().get(0).setSequenceOffset(-1);
        assertEquals(
            "EventBatch.events.sequenceOffset at byte 37: event with sequence 6 after 7, expected ascending",
            refusal(Records.encode(batch)));
        batch.getEvents().get(0).setSequenceOffset(3);
        assertEquals("EventBatch.lastSequence at byte 38: header says 7, the last event has 10",
            refusal(Records.encode(batch)));
    }

    private String refusal(final byte[] value) {
        return assertThrows(MalformedRecordException.class, () -> reader.wrap(value).verify()).getMessage();
    }

    private static byte[] oneEvent() {
        final EventBatchWriter writer = new EventBatchWriter();
        writer.begin("X", "S", "A", "p", 6, 4);
        writer.event(EventKind.ADD, 7, 8, 9, Side.BID, 10, 0, 11, 12, 0, 0);
        return writer.toBytes();
    }
}
