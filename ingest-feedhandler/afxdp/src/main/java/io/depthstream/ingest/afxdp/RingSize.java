package io.depthstream.ingest.afxdp;

/** The rule for how many places a ring has. */
final class RingSize {
    private RingSize() {
    }

    /**
     * The mask that makes a counter a place.
     *
     * @throws IllegalArgumentException if the size is not a power of two
     */
    static int mask(final long places) {
        if (places < 1 || places > 1 << 30 || Long.bitCount(places) != 1) {
            throw new IllegalArgumentException("ring of " + places + " places: must be a power of two");
        }
        return (int) places - 1;
    }
}
