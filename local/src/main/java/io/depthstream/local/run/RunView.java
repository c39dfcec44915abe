package io.depthstream.local.run;

import io.depthstream.local.view.BookView;
import io.depthstream.local.view.Ladder;
import io.depthstream.local.view.Screen;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Shows a run: ladders of the busiest symbols on a terminal, a line a second elsewhere. */
public final class RunView implements AutoCloseable {
    private static final int LADDERS = 2;
    private static final int DEPTH = 8;
    private static final long FRAME_MILLIS = 200;
    private static final long LINE_MILLIS = 1000;

    private final PrintWriter out;
    private final Screen screen;
    private final Ladder ladder = new Ladder(DEPTH, true);

    /**
     * Creates a view.
     *
     * @param headless whether to print lines even on a terminal
     */
    public RunView(final PrintWriter out, final boolean headless) {
        this.out = out;
        screen = !headless && Screen.present() ? new Screen(out) : null;
    }

    /** Returns how long to wait between two calls of {@link #show}, in milliseconds. */
    public long tickMillis() {
        return screen == null ? LINE_MILLIS : FRAME_MILLIS;
    }

    /** Prints a line for the reader to know what is going on. */
    public void say(final String line) {
        out.println(line);
        out.flush();
    }

    /** Shows where the run stands. */
    public void show(final Progress progress, final HotFeed feed) {
        if (screen == null) {
            out.println(progress.line());
            out.flush();
            return;
        }
        final List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(progress.line());
        lines.add(progress.bar());
        lines.add("");
        final List<List<String>> ladders = feed.busiest(LADDERS).stream()
            .map(newest -> ladder.draw(BookView.parse(newest.json())))
            .toList();
        for (int row = 0; !ladders.isEmpty() && row < ladders.get(0).size(); row++) {
            final int at = row;
            lines.add(String.join("   ", ladders.stream().map(drawn -> drawn.get(at)).toList()));
        }
        lines.add("");
        lines.add("Ctrl-C ends the run and checks every book.");
        screen.draw(lines);
    }

    @Override
    public void close() {
        if (screen != null) {
            screen.close();
        }
    }
}
