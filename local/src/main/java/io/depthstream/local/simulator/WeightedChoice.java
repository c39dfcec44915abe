package io.depthstream.local.simulator;

import java.util.function.IntToDoubleFunction;

/**
 * Picks an index with a probability in proportion to its weight, in constant time: Walker's alias method (1977),
 * with integer thresholds so that every JVM picks alike.
 *
 * <p>Immutable after construction; picking allocates nothing.
 */
final class WeightedChoice {

    private final int[] threshold;
    private final int[] alias;

    /**
     * @param count  indices, at least 1
     * @param weight weight of each index, above 0; computed with {@link StrictMath} if at all, for repeatability
     */
    WeightedChoice(final int count, final IntToDoubleFunction weight) {
        threshold = new int[count];
        alias = new int[count];
        final double[] scaled = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            scaled[i] = weight.applyAsDouble(i);
            total += scaled[i];
        }
        final int[] small = new int[count];
        final int[] large = new int[count];
        int smallCount = 0;
        int largeCount = 0;
        for (int i = 0; i < count; i++) {
            scaled[i] = scaled[i] * count / total;
            if (scaled[i] < 1.0) {
                small[smallCount++] = i;
            } else {
                large[largeCount++] = i;
            }
        }
        while (smallCount > 0 && largeCount > 0) {
            final int less = small[--smallCount];
            final int more = large[largeCount - 1];
            threshold[less] = (int) (scaled[less] * 0x4000_0000);
            alias[less] = more;
            scaled[more] -= 1.0 - scaled[less];
            if (scaled[more] < 1.0) {
                largeCount--;
                small[smallCount++] = more;
            }
        }
        while (largeCount > 0) {
            threshold[large[--largeCount]] = 0x4000_0000;
        }
        while (smallCount > 0) {
            threshold[small[--smallCount]] = 0x4000_0000;
        }
    }

    /** Weights 1, 2^-exponent, 3^-exponent …: Zipf's law. */
    static WeightedChoice zipf(final int count, final double exponent) {
        return new WeightedChoice(count, i -> StrictMath.pow(i + 1.0, -exponent));
    }

    /** The next index. */
    int pick(final SeededRandom random) {
        final long bits = random.nextLong();
        final int index = (int) (((bits >>> 32) * threshold.length) >>> 32);
        return (bits & 0x3FFF_FFFFL) < threshold[index] ? index : alias[index];
    }
}
