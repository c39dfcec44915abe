package io.depthstream.local.view;

import java.io.PrintWriter;
import java.util.List;

/** A terminal that is redrawn in place; on anything else, lines one after the other. */
public final class Screen implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_LINE = "\u001b[K";

    private final PrintWriter out;
    private int drawn;

    /** Creates a screen on a stream that understands ANSI escapes. */
    public Screen(final PrintWriter out) {
        this.out = out;
        out.print(HIDE_CURSOR);
    }

    /** Returns whether this process talks to a person at a terminal. */
    public static boolean present() {
        return System.console() != null && System.getenv("TERM") != null && !"dumb".equals(System.getenv("TERM"));
    }

    /** Replaces what was drawn before. */
    public void draw(final List<String> lines) {
        final StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append('F');
        }
        lines.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        for (int i = lines.size(); i < drawn; i++) {
            frame.append(CLEAR_LINE).append('\n');
        }
        drawn = Math.max(drawn, lines.size());
        out.print(frame);
        out.flush();
    }

    /** Leaves the last frame standing and gives the cursor back. */
    @Override
    public void close() {
        out.print(SHOW_CURSOR);
        out.flush();
    }
}
