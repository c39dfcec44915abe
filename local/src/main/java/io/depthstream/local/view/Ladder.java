package io.depthstream.local.view;

import io.depthstream.local.view.BookView.Level;
import java.util.ArrayList;
import java.util.List;

/** Draws a book as a ladder: offers above, bids below, the touch in the middle, a bar for the shares. */
public final class Ladder {
    private static final int BAR = 16;
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final int depth;
    private final boolean colour;

    /**
     * Creates a drawer.
     *
     * @param depth levels a side, at least 1
     * @param colour whether to use ANSI colours
     */
    public Ladder(final int depth, final boolean colour) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth is " + depth + ": must be at least 1");
        }
        this.depth = depth;
        this.colour = colour;
    }

    /** Returns the lines of a ladder, all of the same visible width; always {@code 2 * depth + 2} of them. */
    public List<String> draw(final BookView book) {
        final long most = Math.max(1, Math.max(mostShares(book.asks()), mostShares(book.bids())));
        final List<String> lines = new ArrayList<>();
        lines.add(paint(BOLD, "%-8s %-12s %-10s %17s".formatted(
            book.symbol(), book.tradingState(), book.quality(), "seq " + book.sequence())));
        for (int i = depth - 1; i >= 0; i--) {
            lines.add(paint(RED, line(book.asks(), i, most)));
        }
        lines.add("%-50s".formatted(spread(book)));
        for (int i = 0; i < depth; i++) {
            lines.add(paint(GREEN, line(book.bids(), i, most)));
        }
        return lines;
    }

    private long mostShares(final List<Level> side) {
        return side.stream().limit(depth).mapToLong(Level::shares).max().orElse(0);
    }

    private static String line(final List<Level> side, final int index, final long most) {
        if (index >= side.size()) {
            return " ".repeat(50);
        }
        final Level level = side.get(index);
        final int bar = (int) Math.max(1, level.shares() * BAR / most);
        return "%12s %9d %5d  %-21s".formatted(level.price().toPlainString(), level.shares(), level.orders(), "▇".repeat(bar));
    }

    private static String spread(final BookView book) {
        if (book.bids().isEmpty() || book.asks().isEmpty()) {
            return "        ---- one side is empty ----";
        }
        return "        ---- spread " + book.asks().get(0).price().subtract(book.bids().get(0).price()).toPlainString() + " ----";
    }

    private String paint(final String code, final String text) {
        return colour ? code + text + PLAIN : text;
    }
}
