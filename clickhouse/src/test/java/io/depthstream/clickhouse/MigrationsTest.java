package io.depthstream.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    /** Makes what is not there, or gives a column the same codec again. */
    private static final String REPEATABLE = "(?s)CREATE (TABLE|VIEW|MATERIALIZED VIEW) IF NOT EXISTS .*"
            + "|ALTER TABLE \\w+(\\s+MODIFY COLUMN \\w+ CODEC\\(.+?\\),?)+";

    @Test
    void shouldSplitAFileIntoStatementsWithoutItsComments() {
        assertEquals(List.of("CREATE TABLE a (x String)", "SELECT ';' FROM a"),
                Migrations.statements("-- what for; and why\nCREATE TABLE a (x String);\n\n-- more\nSELECT ';' FROM a;\n"));
    }

    @Test
    void shouldHoldOnlyStatementsThatMayBeRunAgain() throws Exception {
        int statements = 0;
        for (final String file : Migrations.FILES) {
            try (InputStream in = Migrations.class.getResourceAsStream("migrations/" + file)) {
                for (final String statement : Migrations.statements(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                    assertTrue(statement.matches(REPEATABLE), statement);
                    statements++;
                }
            }
        }
        assertEquals(25, statements);
    }

    @Test
    void shouldNumberTheFilesWithoutAHole() {
        for (int i = 0; i < Migrations.FILES.size(); i++) {
            assertEquals(i + 1, Integer.parseInt(Migrations.FILES.get(i).substring(0, 4)));
        }
    }
}
