package io.depthstream.kdb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void shouldReadWhatTheCommandQTakesAndLeaveTheRestToTheScript() {
        Options options = Options.parse("tick.q", "-dir", "log", "-p", "5010", "-t", "100", "-w", "64", "-U", "users", "-q");
        assertEquals(new Options("tick.q", 5010, 100, 64, "users", null, true, List.of("-dir", "log")), options);
        Options none = Options.parse();
        assertNull(none.file());
        assertNull(none.users());
        assertEquals(0, none.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p 70000", "-p x", "-t -1", "-w 1e3", "-U"})
    void shouldRefuseAWordOutOfItsRange(String words) {
        assertThrows(IllegalArgumentException.class, () -> Options.parse(words.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-u", "-b", "-E", "-T", "-r"})
    void shouldNotGoOnWithoutWhatKeepsOthersOut(String option) {
        String refused = assertThrows(IllegalArgumentException.class, () -> Options.parse("tick.q", option, "1")).getMessage();
        assertTrue(refused.startsWith("'nyi: " + option), refused);
    }
}
