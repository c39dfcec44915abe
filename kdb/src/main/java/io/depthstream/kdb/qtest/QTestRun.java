package io.depthstream.kdb.qtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs test files in a session and keeps what failed, in words. One thread. */
public final class QTestRun {

    /** The scripts that the tests are about, in the order in which they are loaded; none of them opens anything. */
    public static final List<String> LIBRARY = List.of("schema.q", "store.q", "micro.q", "write.q");

    private final QSession session;
    private final List<String> failures = new ArrayList<>();
    private int passed;

    /** Runs in the given session. */
    public QTestRun(final QSession session) {
        this.session = session;
    }

    /**
     * Loads the library.
     *
     * @param folder of the scripts
     * @throws IOException when a script can't be read
     * @throws QSignal     when a statement signals, with the statement
     */
    public QTestRun load(final Path folder) throws IOException, QSignal {
        for (final String script : LIBRARY) {
            for (final String statement : QScript.statements(folder.resolve(script))) {
                try {
                    session.evaluate(statement);
                } catch (final QSignal signal) {
                    throw new QSignal(signal.getMessage() + " in " + script + ": " + statement);
                }
            }
        }
        return this;
    }

    /**
     * Runs one file.
     *
     * @throws IOException when it can't be read
     */
    public QTestRun run(final Path file) throws IOException {
        for (final QTestCase test : QTestFile.read(file)) {
            for (int i = 0; i < test.repeat(); i++) {
                run(file, test);
            }
        }
        return this;
    }

    private void run(final Path file, final QTestCase test) {
        final String where = file.getFileName() + " line " + test.line() + ": ";
        final String what = test.code() + (test.comment().isEmpty() ? "" : "   / " + test.comment());
        switch (test.action()) {
            case COMMENT -> { }
            case FAIL -> {
                try {
                    session.evaluate(test.code());
                    failures.add(where + "no error from " + what);
                } catch (final QSignal expected) {
                    passed++;
                }
            }
            default -> {
                try {
                    final boolean holds = session.evaluate(test.code());
                    if (test.action() != QTestCase.Action.TRUE || holds) {
                        passed++;
                    } else {
                        failures.add(where + "not 1b: " + what);
                    }
                } catch (final QSignal signal) {
                    failures.add(where + "'" + signal.getMessage() + " from " + what);
                }
            }
        }
    }

    /** How many rows did what they should. */
    public int passed() {
        return passed;
    }

    /** What did not, in the order of the files. */
    public List<String> failures() {
        return failures;
    }
}
