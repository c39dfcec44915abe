package io.depthstream.local.simulator;

/**
 * The simulator's own generator of pseudo-random numbers: xoshiro256++ (Blackman and Vigna, 2019), its state
 * filled from the seed by SplitMix64.
 *
 * <p>Own, and only integer arithmetic, so that a seed names the same market on every JVM for ever. One thread;
 * allocates nothing after construction.
 */
final class SeededRandom {

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    SeededRandom(final long seed) {
        long state = seed;
        s0 = mix(state += 0x9E3779B97F4A7C15L);
        s1 = mix(state += 0x9E3779B97F4A7C15L);
        s2 = mix(state += 0x9E3779B97F4A7C15L);
        s3 = mix(state + 0x9E3779B97F4A7C15L);
    }

    /** Sixty-four random bits. */
    long nextLong() {
        final long result = Long.rotateLeft(s0 + s3, 23) + s0;
        final long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** A number from 0 up to, not including, {@code bound} (at least 1). The bias is below 2^-32 × bound. */
    int below(final int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** A number from {@code low} to {@code high}, both included. */
    int between(final int low, final int high) {
        return low + below(high - low + 1);
    }

    /** True with a probability of {@code numerator} in 65,536. */
    boolean chance(final int numerator) {
        return (nextLong() >>> 48) < numerator;
    }

    private static long mix(final long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
