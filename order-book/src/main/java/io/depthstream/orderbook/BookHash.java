package io.depthstream.orderbook;

/**
 * The state hash of a book: every implementation folds the same numbers in the same order (bids then asks,
 * best level first, first in time first), so equal hashes mean equal books whatever their histories.
 * Not cryptographic: it detects faults, not forgery.
 */
public final class BookHash {
    /** The hash before anything was folded in. */
    public static final long SEED = 0x6465707468L;

    private BookHash() {
    }

    /** Folds the start of a level into {@code hash}. */
    public static long level(final long hash, final BookSide side, final long price) {
        return mix(hash, price << 1 | side.ordinal());
    }

    /** Folds the next order of the level into {@code hash}. */
    public static long order(final long hash, final long orderRef, final long shares) {
        return mix(mix(hash, orderRef), ~shares);
    }

    /** One round in the manner of the MurmurHash3 64-bit finaliser. */
    private static long mix(final long hash, final long value) {
        long h = (hash ^ value) * 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 29;
    }
}
