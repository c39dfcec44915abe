package io.depthstream.kdb.console;

import io.depthstream.kdb.value.QError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The q console: a line editor with history; an expression with open brackets goes on in the next line. */
public final class QConsole {
    private static final String PROMPT = "q)";
    private static final String MORE = "  ";
    private static final String END = "\\\\";

    private final Session session;
    private final Path history;

    /** Makes a console on a session, with the file that keeps its history. */
    public QConsole(Session session, Path history) {
        this.session = session;
        this.history = history;
    }

    /** Reads and evaluates until the end of the input, or {@code \\}. */
    public void run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().name("q").system(true).dumb(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("q")
                .parser(new OpenBrackets())
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, MORE)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
            terminal.handle(Terminal.Signal.INT, signal -> session.interrupt());
            PrintWriter out = terminal.writer();
            while (step(reader, out)) {
                out.flush();
            }
        }
    }

    private boolean step(LineReader reader, PrintWriter out) {
        String line;
        try {
            line = reader.readLine(PROMPT);
        } catch (UserInterruptException e) {
            return true;
        } catch (EndOfFileException e) {
            return false;
        }
        if (line.strip().equals(END) || line.strip().equals("exit 0")) {
            return false;
        }
        if (!line.isBlank()) {
            try {
                // The engine's strings are bytes; the terminal's are characters.
                String source = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                out.print(new String(session.show(source).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            } catch (QError e) {
                out.println("'" + e.getMessage());
            }
        }
        return true;
    }

    /** Lets the editor ask for more while a bracket or a string is open. */
    private static final class OpenBrackets extends DefaultParser {
        @Override
        public org.jline.reader.ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
            if (context == Parser.ParseContext.ACCEPT_LINE && !Completeness.isComplete(line)) {
                throw new EOFError(-1, cursor, "a bracket or a string is open");
            }
            return new WholeLine(line, cursor);
        }
    }

    /** The line as one word: q has no words an editor could complete. */
    private record WholeLine(String line, int cursor) implements CompletingParsedLine {
        @Override
        public String word() {
            return line;
        }

        @Override
        public int wordCursor() {
            return cursor;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return cursor;
        }

        @Override
        public int rawWordLength() {
            return line.length();
        }

        @Override
        public java.util.List<String> words() {
            return java.util.List.of(line);
        }
    }
}
