package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BarTest {

    @Property(tries = 50)
    void shouldGiveTheVwapOfADayToTheLastDigit(@ForAll final long seed) {
        final Random random = new Random(seed);
        final Bar bar = new Bar();
        BigInteger notional = BigInteger.ZERO;
        BigInteger volume = BigInteger.ZERO;
        for (int i = 1; i <= 20_000; i++) {
            final long price = 1 + random.nextInt(Integer.MAX_VALUE);
            final long shares = 1 + random.nextInt(i % 1_000 == 0 ? 1_000_000_000 : 500);
            bar.trade(i, price, shares, random.nextInt(3) - 1, false);
            notional = notional.add(BigInteger.valueOf(price).multiply(BigInteger.valueOf(shares)));
            volume = volume.add(BigInteger.valueOf(shares));
        }
        final BigDecimal truth = new BigDecimal(notional, 4)
                .divide(new BigDecimal(volume), 6, RoundingMode.HALF_EVEN);
        assertEquals(truth, BigDecimal.valueOf(bar.vwap(), 6));
    }

    @Test
    void shouldTakeOpenAndCloseBySequenceWhateverOrderTradesComeIn() {
        final Bar bar = new Bar();
        bar.trade(20, 105, 10, 1, false);
        bar.trade(10, 100, 10, -1, false);
        bar.trade(30, 95, 10, 0, false);
        bar.trade(25, 120, 50, 0, true);
        assertEquals(100, bar.open());
        assertEquals(95, bar.close());
        assertEquals(120, bar.high());
        assertEquals(95, bar.low());
        assertEquals(80, bar.volume());
        assertEquals(10, bar.buyVolume());
        assertEquals(10, bar.sellVolume());
        assertEquals(50, bar.crossVolume());
        assertEquals(4, bar.trades());
    }

    @Test
    void shouldMakeAWindowAgainWithoutABrokenTrade() {
        final TradeLog log = new TradeLog(3);
        log.add(1, 1_000, 100, 10, 1, false, 71);
        log.add(2, 1_500, 900, 10, 1, false, 72);
        log.add(3, 2_000, 105, 10, -1, false, 73);
        log.breakTrade(log.find(72));
        assertEquals(-1, log.find(72), "a trade is broken once");
        final Bar bar = new Bar();
        log.fill(bar, 1_000, 2_000);
        assertEquals(100, bar.high());
        assertEquals(10, bar.volume());
        assertTrue(log.complete(1_000));
        log.add(4, 2_500, 104, 10, 0, true, 74);
        assertFalse(log.complete(1_000), "the trade at 1,000 was forgotten");
        assertTrue(log.complete(1_001));
    }

    @Test
    void shouldSayWhatQuotesDid() {
        final Bar bar = new Bar();
        bar.quote(100, 0, 500);
        bar.quote(-30, 500, 510);
        assertEquals(2, bar.quotes());
        assertEquals(70, bar.orderFlow());
        assertEquals(0, bar.openMid());
        assertEquals(510, bar.closeMid());
        final Bar other = new Bar();
        other.load(Longs.of(bar::save).source());
        assertEquals(Longs.of(bar::save), Longs.of(other::save));
    }
}
