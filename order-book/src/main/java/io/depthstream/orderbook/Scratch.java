package io.depthstream.orderbook;

/** Working room that all books of one {@link OrderBooks} share; its content holds for one call. */
final class Scratch {
    private long[] words = new long[64];

    /** At least so many words, of any content. */
    long[] words(final int size) {
        if (size > words.length) {
            words = new long[Math.max(size, words.length * 2)];
        }
        return words;
    }

    long memoryBytes() {
        return 16 + 16 + 8L * words.length;
    }
}
