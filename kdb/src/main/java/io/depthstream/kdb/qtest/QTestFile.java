package io.depthstream.kdb.qtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a test file: csv with the columns {@code action,ms,bytes,lang,code,repeat,minver,comment}. */
public final class QTestFile {

    private static final String HEADER = "action,ms,bytes,lang,code,repeat,minver,comment";
    private static final int COLUMNS = 8;

    private QTestFile() {
    }

    /**
     * The rows of a file, those in another language than q left out.
     *
     * @throws IOException              when it can't be read
     * @throws IllegalArgumentException for a row that is not of the format, naming file and line
     */
    public static List<QTestCase> read(final Path file) throws IOException {
        final List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(file + " line 1: expected " + HEADER);
        }
        final List<QTestCase> cases = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            final List<String> fields = fields(lines.get(i));
            if (fields.size() != COLUMNS) {
                throw new IllegalArgumentException(
                    file + " line " + (i + 1) + ": " + fields.size() + " columns, expected " + COLUMNS);
            }
            if (fields.get(3).isEmpty() || fields.get(3).equals("q")) {
                cases.add(of(file, i + 1, fields));
            }
        }
        return cases;
    }

    private static QTestCase of(final Path file, final int line, final List<String> fields) {
        try {
            return new QTestCase(line, QTestCase.Action.valueOf(fields.get(0).toUpperCase(Locale.ROOT)),
                number(fields.get(1)), fields.get(4), (int) Math.max(1, number(fields.get(5))), fields.get(7));
        } catch (final IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + " line " + line + ": expected an action of k4unit and numbers in ms and"
                + " repeat, got " + fields, wrong);
        }
    }

    private static long number(final String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** Splits a line: fields may be quoted, and a quote inside them is doubled. */
    private static List<String> fields(final String line) {
        final List<String> fields = new ArrayList<>();
        final StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            final char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
