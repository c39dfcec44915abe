package io.depthstream.local.simulator;

/**
 * How badly one line behaves. The same seed makes the same packets suffer. Probabilities are of a packet, from 0 to 1;
 * heartbeats and ends of session are spared. Immutable.
 *
 * @param seed            names the sequence of misfortunes
 * @param loss            probability that a packet is never sent
 * @param duplicate       probability that a packet is sent twice
 * @param reorder         probability that a packet is sent late, after 1 to {@code maxDisplacement} later packets
 * @param maxDisplacement 1 to {@value #MAX_DISPLACEMENT} packets
 */
public record LineImpairment(long seed, double loss, double duplicate, double reorder, int maxDisplacement) {

    /** A line that loses, doubles and re-orders nothing. */
    public static final LineImpairment NONE = new LineImpairment(0, 0, 0, 0, 1);
    /** Most packets that may overtake a late one; so many are held at most. */
    public static final int MAX_DISPLACEMENT = 64;

    /** Checks the ranges. */
    public LineImpairment {
        probability("loss", loss);
        probability("duplicate", duplicate);
        probability("reorder", reorder);
        if (maxDisplacement < 1 || maxDisplacement > MAX_DISPLACEMENT) {
            throw new IllegalArgumentException(
                "maxDisplacement must be from 1 to " + MAX_DISPLACEMENT + " packets, not " + maxDisplacement);
        }
    }

    private static void probability(final String name, final double value) {
        if (!(value >= 0.0 && value <= 1.0)) {
            throw new IllegalArgumentException(name + " must be a probability from 0 to 1, not " + value);
        }
    }
}
