package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WideSumTest {

    @Property(tries = 200)
    void shouldAddAndSubtractProductsAsBigIntegerDoes(@ForAll final long seed) {
        final Random random = new Random(seed);
        final WideSum sum = new WideSum();
        BigInteger truth = BigInteger.ZERO;
        for (int i = 0; i < 200; i++) {
            final long a = random.nextLong() >> random.nextInt(64);
            final long b = random.nextLong() >> 3 + random.nextInt(60);
            final BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
            if (random.nextInt(4) == 0) {
                sum.subtractProduct(a, b);
                truth = truth.subtract(product);
            } else {
                sum.addProduct(a, b);
                truth = truth.add(product);
            }
            assertEquals(truth, big(sum));
            assertEquals(truth.doubleValue(), sum.toDouble(), Math.ulp(truth.doubleValue()) * 2);
        }
    }

    @Property(tries = 2_000)
    void shouldDivideAsExactArithmeticRoundsHalfToEven(@ForAll final long seed) {
        final Random random = new Random(seed);
        final WideSum sum = new WideSum();
        sum.addProduct(random.nextLong() >> random.nextInt(63), random.nextLong() >>> 20 + random.nextInt(40));
        sum.add(random.nextLong() >> 8);
        final long divisor = (random.nextLong() >>> 1 + random.nextInt(50)) + 1;
        final BigInteger truth = new BigDecimal(big(sum).multiply(BigInteger.valueOf(100)))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN).toBigInteger();
        if (truth.bitLength() <= 63) {
            assertEquals(truth.longValue(), sum.ratio(100, divisor));
        } else {
            assertThrows(ArithmeticException.class, () -> sum.ratio(100, divisor));
        }
    }

    @Test
    void shouldRoundHalfToEvenBothWays() {
        final WideSum sum = new WideSum();
        sum.add(5);
        assertEquals(2, sum.ratio(1, 2));
        sum.add(2);
        assertEquals(4, sum.ratio(1, 2));
        sum.clear();
        sum.add(-5);
        assertEquals(-2, sum.ratio(1, 2));
    }

    @Test
    void shouldHoldADayThatOutgrows64Bits() {
        final WideSum sum = new WideSum();
        final long price = 4_000_000_000L;
        final long shares = 2_000_000_000L;
        for (int i = 0; i < 1_000; i++) {
            sum.addProduct(price, shares);
        }
        assertTrue(big(sum).bitLength() > 64);
        assertEquals(price * 100, sum.ratio(100, 1_000 * shares));
        for (int i = 0; i < 1_000; i++) {
            sum.subtractProduct(price, shares);
        }
        assertTrue(sum.isZero());
    }

    static BigInteger big(final WideSum sum) {
        return BigInteger.valueOf(sum.high()).shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(sum.low())));
    }
}
