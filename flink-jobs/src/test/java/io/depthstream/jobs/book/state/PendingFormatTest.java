package io.depthstream.jobs.book.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is held back, and what was gone on without: kept per version, refused when it is not sound. */
class PendingFormatTest {

    /** Version 1, as released: must be read for ever. */
    private static final String GOLDEN_V1 = "01" + "00" // version, not touched
            + "00000001" + "0000000000000005" + "0000000000000007" // one range, 5 to 7
            + "00000001" // one batch held
            + "0003726177" + "00000002" + "0000000000000009" + "000000000000000a" // raw-2@9, stamped 10
            + "000000000000000b" + "000000000000000c" + "01" // needs 11, done to 12, at a GAP
            + "00000002" + "beef"
            + "00000001" + "000161" + "000000000000000d" // one part of the snapshot of publisher a at 13
            + "0003726177" + "00000002" + "0000000000000009" + "000000000000000a"
            + "0000000000000000" + "0000000000000000" + "00" + "00000001" + "07";

    @Test
    void shouldWriteAndReadTheReleasedBytesOfVersionOne() {
        final PendingInput pending = new PendingInput();
        pending.missing.add(5, 7);
        pending.hold(new HeldBatch(raw(new byte[] {(byte) 0xbe, (byte) 0xef}), 11, 12, true));
        pending.snapshotPublisher = "a";
        pending.snapshotSequence = 13;
        pending.stage(new HeldBatch(raw(new byte[] {7}), 0, 0, false));
        final byte[] bytes = PendingFormat.write(pending);
        assertEquals(GOLDEN_V1, HexFormat.of().formatHex(bytes));

        final PendingInput read = PendingFormat.read("S", bytes);
        assertArrayEquals(bytes, PendingFormat.write(read));
        assertEquals(2, read.heldBytes);
        assertEquals(1, read.snapshotBytes);
        assertEquals("S", read.held.get(0).raw().symbol());
    }

    @Test
    void shouldRefuseEveryTruncationAndAVersionItDoesNotKnow() {
        final byte[] whole = HexFormat.of().parseHex(GOLDEN_V1);
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(CorruptStateException.class, () -> PendingFormat.read("S", cut), "length " + length);
        }
        whole[0] = 2;
        assertTrue(assertThrows(CorruptStateException.class, () -> PendingFormat.read("S", whole))
                .getMessage().contains("version 2"));
    }

    @Test
    void shouldHealOnlyWhenEveryRangeIsCoveredAndNothingWasInIt() {
        final MissingRanges missing = new MissingRanges();
        missing.add(5, 10);
        missing.add(20, 21);
        missing.cover(7, 8);
        assertEquals(3, missing.count());
        missing.cover(1, 6);
        missing.cover(9, 30);
        assertTrue(missing.healed());
        missing.add(40, 41);
        assertFalse(missing.late(39));
        assertTrue(missing.late(41));
        missing.cover(40, 41);
        assertFalse(missing.healed());
        missing.clear();
        assertTrue(missing.healed());
    }

    @Test
    void shouldRefuseToHealWhenMoreRangesAreMissingThanAreRemembered() {
        final MissingRanges missing = new MissingRanges();
        for (int i = 0; i <= HoldLimits.MISSING_RANGES; i++) {
            missing.add(10L * i, 10L * i + 1);
        }
        assertEquals(HoldLimits.MISSING_RANGES, missing.count());
        missing.cover(0, Long.MAX_VALUE / 2);
        assertFalse(missing.healed());
    }

    private static RawBatch raw(final byte[] value) {
        return new RawBatch("S", value, "raw", 2, 9, 10, RawFault.NONE);
    }
}
