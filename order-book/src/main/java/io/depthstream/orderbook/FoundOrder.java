package io.depthstream.orderbook;

/**
 * Where a look-up found an order. One for all books, as it holds only for the call under way: so it stays in the
 * nearest cache, and a book has that much less to load.
 */
final class FoundOrder {
    OrderTable table;
    LevelLadder ladder;
    int slot;
    int level;
    int position;
}
