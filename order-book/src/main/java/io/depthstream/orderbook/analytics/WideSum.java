package io.depthstream.orderbook.analytics;

/**
 * A signed sum 128 bits wide: products of price and shares add up over a day without rounding and without overflow.
 *
 * <p>Subtracting what was added gives back exactly what was there, so a rolling sum never drifts. Mutable; one thread;
 * allocates nothing.
 */
public final class WideSum {

    private static final double TWO_64 = 0x1p64;

    private long high;
    private long low;

    /** Makes it zero. */
    public void clear() {
        high = 0;
        low = 0;
    }

    /** Makes it equal to another. */
    public void set(final WideSum other) {
        high = other.high;
        low = other.low;
    }

    /** Makes it the number with these upper and lower 64 bits. */
    public void set(final long upper, final long lower) {
        high = upper;
        low = lower;
    }

    /** Upper 64 bits, signed. */
    public long high() {
        return high;
    }

    /** Lower 64 bits, unsigned. */
    public long low() {
        return low;
    }

    /** Whether it is zero. */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /** Adds a number. */
    public void add(final long value) {
        addBits(value >> 63, value);
    }

    /** Adds {@code a * b}, whole. */
    public void addProduct(final long a, final long b) {
        addBits(Math.multiplyHigh(a, b), a * b);
    }

    /** Takes {@code a * b} away. */
    public void subtractProduct(final long a, final long b) {
        subtractBits(Math.multiplyHigh(a, b), a * b);
    }

    /** Adds another sum. */
    public void add(final WideSum other) {
        addBits(other.high, other.low);
    }

    /** Takes another sum away. */
    public void subtract(final WideSum other) {
        subtractBits(other.high, other.low);
    }

    /** Adds the number with these upper and lower 64 bits. */
    public void addBits(final long upper, final long lower) {
        final long sum = low + lower;
        high += upper + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
    }

    /** Takes the number with these upper and lower 64 bits away. */
    public void subtractBits(final long upper, final long lower) {
        final long borrow = Long.compareUnsigned(low, lower) < 0 ? 1 : 0;
        high -= upper + borrow;
        low -= lower;
    }

    /**
     * The sum times a factor, divided, rounded to the nearest whole number and half to even.
     *
     * @param factor  1 or more
     * @param divisor 1 or more
     * @throws ArithmeticException if the divisor is not positive, or the product outgrows 127 bits or the result 63
     */
    public long ratio(final long factor, final long divisor) {
        if (divisor <= 0 || factor <= 0) {
            throw new ArithmeticException("factor " + factor + " and divisor " + divisor + " must be positive");
        }
        final boolean negative = high < 0;
        final long magnitudeLow = negative ? -low : low;
        final long magnitudeHigh = negative ? ~high + (low == 0 ? 1 : 0) : high;
        final long top = Math.multiplyHigh(magnitudeHigh, factor);
        final long middle = magnitudeHigh * factor;
        final long carried = middle + unsignedMultiplyHigh(magnitudeLow, factor);
        if (top != 0 || middle < 0 || carried < 0) {
            throw new ArithmeticException("sum times " + factor + " outgrows 127 bits");
        }
        final long quotient = divide(carried, magnitudeLow * factor, divisor);
        return negative ? -quotient : quotient;
    }

    /** A double next to it: exact up to 53 bits, and to within two units of the last place beyond. */
    public double toDouble() {
        if (high == low >> 63) {
            return low;
        }
        final boolean negative = high < 0;
        final long magnitudeLow = negative ? -low : low;
        final long magnitudeHigh = negative ? ~high + (low == 0 ? 1 : 0) : high;
        final double magnitude = magnitudeHigh * TWO_64 + ((magnitudeLow >>> 1) * 2.0 + (magnitudeLow & 1));
        return negative ? -magnitude : magnitude;
    }

    private static long divide(final long upper, final long lower, final long divisor) {
        if (upper == 0) {
            return rounded(Long.divideUnsigned(lower, divisor), Long.remainderUnsigned(lower, divisor), divisor);
        }
        if (upper >= divisor) {
            throw new ArithmeticException("quotient by " + divisor + " outgrows 64 bits");
        }
        // Long division, a bit a step: the remainder stays below the divisor and so below 2^63.
        long remainder = upper;
        long quotient = 0;
        for (int bit = 63; bit >= 0; bit--) {
            remainder = remainder << 1 | lower >>> bit & 1;
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, divisor) >= 0) {
                remainder -= divisor;
                quotient |= 1;
            }
        }
        return rounded(quotient, remainder, divisor);
    }

    private static long rounded(final long quotient, final long remainder, final long divisor) {
        final long twice = remainder << 1;
        final int against = Long.compareUnsigned(twice, divisor);
        final long result = against > 0 || against == 0 && (quotient & 1) == 1 ? quotient + 1 : quotient;
        if (result < 0) {
            throw new ArithmeticException("quotient by " + divisor + " outgrows 63 bits");
        }
        return result;
    }

    /** {@code b} is positive. */
    private static long unsignedMultiplyHigh(final long a, final long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b);
    }

    /** Gives its two halves. */
    public void save(final LongSink out) {
        out.put(high);
        out.put(low);
    }

    /** Takes its two halves. */
    public void load(final LongSource in) {
        high = in.next();
        low = in.next();
    }
}
