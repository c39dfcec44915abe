package io.depthstream.kdb.qtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QTestFileTest {

    private static final String HEADER = "action,ms,bytes,lang,code,repeat,minver,comment\n";

    @TempDir
    Path folder;

    @Test
    void shouldReadQuotedCodeWithCommasAndQuotes() throws IOException {
        final Path file = write(HEADER + "true,0,0,q,\"\"\"ab\"\"~f[1,2]\",3,,two, three\n");
        assertThrows(IllegalArgumentException.class, () -> QTestFile.read(file), "a comment with a comma needs quotes");
        final Path sound = write(HEADER + "true,0,0,q,\"\"\"ab\"\"~f[1,2]\",3,,twice\n\ntrue,0,0,k,1,1,,\n");
        assertEquals(List.of(new QTestCase(2, QTestCase.Action.TRUE, 0, "\"ab\"~f[1,2]", 3, "twice")),
            QTestFile.read(sound));
    }

    @Test
    void shouldNameFileAndLineOfWhatItCannotRead() throws IOException {
        final Path file = write(HEADER + "maybe,0,0,q,1b,1,,\n");
        final IllegalArgumentException wrong =
            assertThrows(IllegalArgumentException.class, () -> QTestFile.read(file));
        assertTrue(wrong.getMessage().startsWith(file + " line 2: "), wrong.getMessage());
        assertThrows(IllegalArgumentException.class, () -> QTestFile.read(write("code\n1b\n")));
    }

    @Test
    void shouldCutAScriptIntoStatements() throws IOException {
        final Path script = folder.resolve("x.q");
        Files.writeString(script, "/ heading\na:1\n\nf:{[x]\n  x+1;\n / not said\n  x}\ng:2\n");
        assertEquals(List.of("a:1", "f:{[x] x+1; x}", "g:2"), QScript.statements(script));
    }

    @Test
    void shouldSayWhatFailedAndWhy() throws IOException {
        final QTestRun run = new QTestRun(code -> {
            if (code.equals("bad")) {
                throw new QSignal("type");
            }
            return code.equals("yes");
        });
        run.run(write(HEADER + "true,0,0,q,yes,1,,\ntrue,0,0,q,no,1,,why\nfail,0,0,q,bad,1,,\nfail,0,0,q,yes,1,,\n"
            + "run,0,0,q,bad,1,,\nrun,0,0,q,no,1,,\n"));
        assertEquals(3, run.passed());
        assertEquals(List.of("t.csv line 3: not 1b: no   / why", "t.csv line 5: no error from yes",
            "t.csv line 6: 'type from bad"), run.failures());
    }

    private Path write(final String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }
}
