package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QuoteMathTest {

    @Test
    void shouldGiveTheMidExactly() {
        assertEquals(1_000_050, QuoteMath.mid(10_000, 10_001));
        assertEquals(585_635_000, QuoteMath.mid(5_853_300, 5_859_400));
    }

    @Property(tries = 5_000)
    void shouldGiveTheMicropriceOfItsDefinition(@ForAll final long seed) {
        final Random random = new Random(seed);
        final long bid = random.nextInt(Integer.MAX_VALUE);
        final long ask = random.nextInt(10) == 0 ? random.nextInt(Integer.MAX_VALUE) : bid + random.nextInt(1_000);
        final long bidShares = 1 + (random.nextLong() >>> 24 + random.nextInt(39));
        final long askShares = 1 + (random.nextLong() >>> 24 + random.nextInt(39));
        final BigDecimal truth = BigDecimal.valueOf(bid).multiply(BigDecimal.valueOf(askShares))
                .add(BigDecimal.valueOf(ask).multiply(BigDecimal.valueOf(bidShares)))
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(bidShares + askShares), 0, RoundingMode.HALF_EVEN);
        assertEquals(truth.longValueExact(), QuoteMath.microprice(bid, bidShares, ask, askShares));
    }

    @Test
    void shouldDefineImbalanceWhenASideIsEmpty() {
        assertEquals(1.0, QuoteMath.imbalance(100, 0));
        assertEquals(-1.0, QuoteMath.imbalance(0, 100));
        assertEquals(0.0, QuoteMath.imbalance(0, 0));
        assertEquals(0.5, QuoteMath.imbalance(300, 100));
    }

    @Test
    void shouldGiveTheSpreadInBasisPointsOfTheMid() {
        assertEquals(100.0, QuoteMath.spreadBasisPoints(9_950, 10_050));
        assertEquals(-100.0, QuoteMath.spreadBasisPoints(10_050, 9_950));
        assertEquals(0.0, QuoteMath.spreadBasisPoints(0, 0));
    }

    @Test
    void shouldCountDepthByLevelsAndByDistance() {
        final long[] bids = {9_999, 9_990, 9_900};
        final long[] asks = {10_001, 10_010, 10_100};
        final long[] shares = {10, 20, 40};
        assertEquals(10, QuoteMath.sharesOf(shares, 3, 1));
        assertEquals(70, QuoteMath.sharesOf(shares, 3, 10));
        assertEquals(30, QuoteMath.bidSharesWithin(bids, shares, 3, 20_000, 10));
        assertEquals(30, QuoteMath.askSharesWithin(asks, shares, 3, 20_000, 10));
        assertEquals(70, QuoteMath.askSharesWithin(asks, shares, 3, 20_000, 100));
        assertEquals(0, QuoteMath.bidSharesWithin(bids, shares, 3, 20_000, 0));
    }

    @Test
    void shouldKnowTheTickAboveAndBelowADollar() {
        assertEquals(100, TickSize.usEquity(5_853_300, 4));
        assertEquals(100, TickSize.usEquity(10_000, 4));
        assertEquals(1, TickSize.usEquity(9_999, 4));
        assertEquals(1, TickSize.usEquity(5, 0));
    }
}
