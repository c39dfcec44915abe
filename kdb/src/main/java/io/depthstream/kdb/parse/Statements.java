package io.depthstream.kdb.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements: a line that begins with white space, or with a closing brace alone, goes on with the
 * one before; a line of one slash begins a comment that a line of one backslash ends.
 */
public final class Statements {
    private Statements() {
    }

    /** One statement and the line it begins on, from 1. */
    public record Statement(String text, int line) {
    }

    /** Returns the statements; a line of one backslash outside a comment ends the script. */
    public static List<Statement> split(String script) {
        List<Statement> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int start = 1;
        boolean comment = false;
        String[] lines = script.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].stripTrailing();
            if (comment) {
                comment = !line.equals("\\");
                continue;
            }
            if (line.equals("/")) {
                comment = true;
                continue;
            }
            if (line.equals("\\")) {
                break;
            }
            boolean more = line.isEmpty() || Character.isWhitespace(line.charAt(0)) || line.startsWith("}") || line.startsWith("/");
            if (!more) {
                flush(statements, current, start);
                start = i + 1;
            }
            if (!line.isEmpty() && !line.startsWith("/")) {
                current.append(current.length() == 0 ? "" : "\n").append(line);
            }
        }
        flush(statements, current, start);
        return statements;
    }

    private static void flush(List<Statement> statements, StringBuilder current, int line) {
        if (!current.toString().isBlank()) {
            statements.add(new Statement(current.toString(), line));
        }
        current.setLength(0);
    }
}
