package io.depthstream.jobs.book.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.avro.TradingState;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The bytes of a symbol's state: kept per version, read back whole, refused when they are not sound. */
class SymbolStateFormatTest {

    /** Version 1, as released: must be read for ever. */
    private static final String GOLDEN_V1 = "01" // version
            + "04584e4153" // venue
            + "0a30303030303030303132" // session
            + "04" // price scale
            + "ac02" // sequence 300
            + "8080e0d6e491f7fc1d" // venue time
            + "8080e0d6e491f7fc1d" // receive time
            + "03" // quoting only
            + "05" // dangling reference
            + "07" // halt, depth pending, latest pending
            + "8080e0d6e491f7fc1d" // depth due
            + "01" // latest due -1
            + "0a0b0c0d0e0f10";

    /** Version 2, as released: version 1 and six numbers more. */
    private static final String GOLDEN_V2 = "02" + GOLDEN_V1.substring(2)
            + "ae02" // silent through 302
            + "07" // the last event showed a gap
            + "08" // waiting was announced last
            + "03" // revision
            + "1112"; // filled, snapshots

    /** Version 3, as released: version 2 and the market state. */
    private static final String GOLDEN_V3 = "03" + GOLDEN_V2.substring(2) + "09" + "7265672d73686f3d31"; // reg-sho=1

    /** Version 4, as released: version 3 and the orders entered. */
    private static final String GOLDEN_V4 = "04" + GOLDEN_V3.substring(2) + "06";

    private final SymbolStateFormat format = new SymbolStateFormat();

    private byte[] written() {
        return Arrays.copyOf(format.buffer(), format.size());
    }

    private int read(final byte[] value, final SymbolState state) {
        return format.read(value, 0, value.length, state);
    }

    @Test
    void shouldWriteAndReadTheReleasedBytesOfVersionFour() {
        format.write(sample());
        assertEquals(GOLDEN_V4, HexFormat.of().formatHex(written()));

        final SymbolState read = new SymbolState();
        assertEquals(GOLDEN_V4.length() / 2, read(HexFormat.of().parseHex(GOLDEN_V4 + "beef"), read));
        assertEquals("reg-sho=1", read.marketState);
        assertEquals(6, read.ordersInSession);
    }

    @Test
    void shouldReadTheReleasedBytesOfVersionThree() {
        final SymbolState read = new SymbolState();
        read.ordersInSession = 7;
        assertEquals(GOLDEN_V3.length() / 2, read(HexFormat.of().parseHex(GOLDEN_V3 + "beef"), read));
        assertEquals(0, read.ordersInSession);
        assertEquals("reg-sho=1", read.marketState);
        assertEquals(18, read.snapshots);
    }

    @Test
    void shouldKeepSixtyFourTextsAndForgetThemForTheNext() {
        final SymbolState state = sample();
        for (int text = 0; text <= 2 * SymbolStateFormat.MAX_TEXTS_KEPT; text++) {
            state.marketState = "halt=" + text;
            format.write(state);
            final int kept = format.textsKept();
            assertTrue(kept >= 1 && kept <= SymbolStateFormat.MAX_TEXTS_KEPT, () -> "texts kept: " + kept);
            final SymbolState read = new SymbolState();
            read(written(), read);
            assertEquals(state.marketState, read.marketState);
        }
        assertTrue(format.textsKept() < SymbolStateFormat.MAX_TEXTS_KEPT, "forgotten twice by then: " + format.textsKept());
    }

    @Test
    void shouldReadTheReleasedBytesOfVersionTwo() {
        final SymbolState read = new SymbolState();
        assertEquals(GOLDEN_V2.length() / 2, read(HexFormat.of().parseHex(GOLDEN_V2 + "beef"), read));
        assertEquals(302, read.known());
        assertEquals(QualityReason.GAP, read.shownDamage);
        assertEquals(QualityReason.GAP_WAIT, read.announced);
        assertEquals(3, read.revision);
        assertEquals(17, read.filled);
        assertEquals(18, read.snapshots);
        assertEquals("", read.marketState);
    }

    @Test
    void shouldReadTheReleasedBytesOfVersionOne() {
        final SymbolState read = new SymbolState();
        final byte[] withBook = HexFormat.of().parseHex(GOLDEN_V1 + "beef");
        assertEquals(withBook.length - 2, read(withBook, read));
        assertEquals("0000000012", read.session);
        assertEquals(300, read.sequence);
        assertEquals(TradingState.QUOTING_ONLY, read.tradingAction);
        assertEquals(TradingState.HALTED, read.tradingState());
        assertEquals(QualityReason.DANGLING_REFERENCE, read.damage);
        assertEquals(-1, read.latestDueNanos);
        assertEquals(16, read.deadLetters);
        assertEquals(QualityReason.DANGLING_REFERENCE, read.shownDamage);
        assertEquals(300, read.known());
    }

    @Property
    void shouldReadBackWhatItWrote(@ForAll final long a, @ForAll final long b, @ForAll final boolean c) {
        final SymbolState state = sample();
        state.sequence = a;
        state.venueTimeNanos = b;
        state.depthDueNanos = a;
        state.duplicates = b;
        state.depthPending = c;
        state.depthShownSequence = c ? a : b;
        state.latestShownSequence = c ? b : a;
        format.write(state);
        final byte[] bytes = written();
        final SymbolState read = new SymbolState();
        read(bytes, read);
        format.write(read);
        assertTrue(Arrays.equals(bytes, written()));
        assertEquals(a, read.sequence);
        assertEquals(b, read.venueTimeNanos);
        assertEquals(state.depthShownSequence == a ? a : 0, read.depthShownSequence);
        assertEquals(state.latestShownSequence == a ? a : 0, read.latestShownSequence);
    }

    @Test
    void shouldRefuseEveryTruncation() {
        final byte[] whole = HexFormat.of().parseHex(GOLDEN_V4);
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(CorruptStateException.class, () -> read(cut, new SymbolState()), "length " + length);
        }
    }

    @Test
    void shouldRefuseAVersionItDoesNotKnow() {
        final byte[] newer = HexFormat.of().parseHex(GOLDEN_V1);
        newer[0] = 5;
        final CorruptStateException refused =
                assertThrows(CorruptStateException.class, () -> read(newer, new SymbolState()));
        assertTrue(refused.getMessage().contains("version 5"), refused.getMessage());
    }

    private static SymbolState sample() {
        final SymbolState state = new SymbolState();
        state.beginSession("XNAS", "0000000012", 4);
        state.marketState = "reg-sho=1";
        state.sequence = 300;
        state.venueTimeNanos = 1_080_000_000_000_000_000L;
        state.receiveTimeNanos = 1_080_000_000_000_000_000L;
        state.tradingAction = TradingState.QUOTING_ONLY;
        state.operationalHalt = true;
        state.damage(QualityReason.DANGLING_REFERENCE);
        state.depthPending = true;
        state.depthDueNanos = 1_080_000_000_000_000_000L;
        state.latestPending = true;
        state.latestDueNanos = -1;
        state.appliedInSession = 10;
        state.ordersInSession = 6;
        state.applied = 11;
        state.duplicates = 12;
        state.zombies = 13;
        state.gaps = 14;
        state.dangling = 15;
        state.deadLetters = 16;
        state.silentThrough = 302;
        state.shownDamage = QualityReason.GAP;
        state.announced = QualityReason.GAP_WAIT;
        state.revision = 3;
        state.filled = 17;
        state.snapshots = 18;
        return state;
    }
}
