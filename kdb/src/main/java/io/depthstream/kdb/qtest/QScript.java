package io.depthstream.kdb.qtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements that can be sent one by one: a line that begins with a blank goes on with the statement
 * before it, and comments are left out. So a library can be loaded into a kdb+ that has none of our files.
 */
public final class QScript {

    private static final int MOST_NESTING = 8;
    private static final String LOAD = "\\l ";

    private QScript() {
    }

    /**
     * The text of a script with the scripts it loads ({@code \\l NAME} at the start of a line) in their places, so that it
     * runs from any folder.
     *
     * @throws IOException when one can't be read, or they are nested deeper than {@value #MOST_NESTING}
     */
    public static String inlined(final Path folder, final String name) throws IOException {
        return inlined(folder, name, 0);
    }

    private static String inlined(final Path folder, final String name, final int depth) throws IOException {
        if (depth > MOST_NESTING) {
            throw new IOException(name + " is loaded by scripts nested deeper than " + MOST_NESTING + ": do they load each other?");
        }
        final StringBuilder text = new StringBuilder();
        for (final String line : Files.readAllLines(folder.resolve(name))) {
            text.append(line.startsWith(LOAD) ? inlined(folder, line.substring(LOAD.length()).strip(), depth + 1) : line)
                .append('\n');
        }
        return text.toString();
    }

    /**
     * The statements of a script, each on one line.
     *
     * @throws IOException when it can't be read
     */
    public static List<String> statements(final Path file) throws IOException {
        final List<String> statements = new ArrayList<>();
        final StringBuilder statement = new StringBuilder();
        for (final String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.stripLeading().startsWith("/")) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0)) && statement.length() > 0) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
            statement.append(statement.length() == 0 ? "" : " ").append(line.strip());
        }
        if (statement.length() > 0) {
            statements.add(statement.toString());
        }
        return statements;
    }
}
