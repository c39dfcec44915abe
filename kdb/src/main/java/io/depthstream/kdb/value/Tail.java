package io.depthstream.kdb.value;

/**
 * What vectors that share one array know together: how much of it is taken, so that exactly one of them may append in
 * place, and the index of its first items, which grows with it. Single-threaded, as evaluation is.
 */
final class Tail {
    private int used;
    private GroupIndex index;

    Tail(int used) {
        this.used = used;
    }

    /** Returns whether a vector of this length owns the end of the array, and takes the next items if so. */
    boolean claim(int length, int more, int capacity) {
        if (used != length || (long) length + more > capacity) {
            return false;
        }
        used += more;
        return true;
    }

    /** Returns the index of the shared array, empty at first. */
    GroupIndex index() {
        if (index == null) {
            index = new GroupIndex();
        }
        return index;
    }

    /** Returns the capacity to allocate when a vector of one length is to hold so many items. */
    static int capacity(int length, int needed) {
        return length < 256 || needed - length > length ? needed
            : (int) Math.min(Integer.MAX_VALUE - 16L, needed + (needed >> 1));
    }
}
