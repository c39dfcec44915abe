package io.depthstream.kdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.QError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs, splayed and partitioned tables, text files. */
class StorageTest {
    @TempDir
    private Path folder;
    private QProcess process = new QProcess(line -> { });

    @AfterEach
    void close() {
        process.close();
    }

    private String eval(String source) {
        // A folder's name may hold what a symbol cannot: it goes in as text.
        return SourceText.of(process.eval(source.replaceAll("`:DIR(/[a-z0-9/.]*)?", "(hsym`\\$\"DIR$1\")").replace("DIR", folder.toString())));
    }

    private String error(String source) {
        return assertThrows(QError.class, () -> eval(source)).getMessage();
    }

    private void restart() {
        process.close();
        process = new QProcess(line -> { });
    }

    @Test
    void shouldReplayALog() {
        eval("l:`:DIR/log;l set ();h:hopen l;h enlist(`upd;`t;1 2);h enlist(`upd;`t;3 4);hclose h");
        assertEquals("2", eval("upd:{[t;x]t insert enlist[x],enlist`a`b};t:([]v:`long$();s:`symbol$());-11!l"));
        assertEquals("+`v`s!(1 2 3 4;`a`b`a`b)", eval("t"));
        assertEquals("((`upd;`t;1 2);(`upd;`t;3 4))", eval("get l"));
        assertEquals("1", eval("-11!(1;l)"));
        assertEquals("2", eval("-11!(-2;l)"));
    }

    @Test
    void shouldSayWhereALogIsDamagedAndReplayWhatIsWhole() throws Exception {
        eval("l:`:DIR/log;l set ();h:hopen l;h enlist(`upd;1);h enlist(`upd;2);hclose h;n:0;upd:{n+:x}");
        Path log = folder.resolve("log");
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 3), StandardOpenOption.TRUNCATE_EXISTING);
        String sound = eval("-11!(-2;l)");
        assertTrue(sound.matches("1 \\d+"), sound);
        assertEquals("badtail", error("-11!l"));
        assertEquals("1", eval("n"));
        eval("l 1:read1(l;0;last -11!(-2;l))");
        assertEquals("1", eval("-11!l"));
    }

    @Test
    void shouldKeepEveryTypeInAFile() {
        eval("x:(1b;0x01;2h;3i;4;5e;6.5;\"c\";`s;.z.p;2020.01m;2020.01.30;0D01;10:00;10:00:00;10:00:00.000;`a`b!1 2;([k:1 2]v:`x`y);{x};(+))");
        assertEquals("1b", eval("`:DIR/x set x;x~get`:DIR/x"));
        assertEquals("`g", eval("`:DIR/g set `g#`a`b;attr get`:DIR/g"));
    }

    @Test
    void shouldSplayATableOfEnumeratedSymbols() {
        assertEquals("type", error("`:DIR/db/t/ set ([]s:`a`b;v:1 2)"));
        eval("`:DIR/db/t/ set .Q.en[`:DIR/db]([]s:`a`b`a;v:1 2 3;x:(1 2;3;\"s\"))");
        restart();
        assertEquals("+`s`v!(`a`b`a;1 2 3)", eval("system\"l DIR/db\";update value s from select s,v from t"));
        assertEquals("`a`b", eval("sym"));
        assertEquals("`s`v`x", eval("get`:DIR/db/t/.d"));
    }

    @Test
    void shouldPartitionByDateAndReadOnlyTheDatesAskedFor() throws Exception {
        eval("t:([]time:10:00 10:01 10:02;sym:`b`a`b;px:1 2 3f);.Q.dpft[`:DIR/db;2020.01.30;`sym;`t];t:update px+10 from t;.Q.dpft[`:DIR/db;2020.01.31;`sym;`t]");
        restart();
        eval("system\"l DIR/db\"");
        assertEquals("`s#2020.01.30 2020.01.31", eval("date"));
        assertEquals("6", eval("count t"));
        assertEquals("`date`sym`time`px", eval("cols t"));
        assertEquals("`p", eval("meta[t][`sym]`a"));
        assertEquals("11 13f", eval("exec px from t where date=2020.01.31,sym=`b"));
        assertEquals("`a`b!14 28f", eval("exec sum px by value sym from t"));
        assertEquals("2 12f", eval("exec px from t where date within 2020.01.30 2020.01.31,sym=`a"));
        Files.delete(folder.resolve("db/2020.01.30/t/px"));
        assertEquals("36f", eval("exec sum px from t where date=2020.01.31"));
        assertEquals("par", error("update px:0f from`t"));
    }

    @Test
    void shouldReadAndWriteDelimitedText() {
        eval("t:([]s:`a`b;v:1 0N;f:1.5 2);save hsym`$\"DIR/t.csv\"");
        assertEquals("(\"s,v,f\";\"a,1,1.5\";\"b,,2\")", eval("read0`:DIR/t.csv"));
        assertEquals("1b", eval("t~(\"SJF\";enlist\",\")0:`:DIR/t.csv"));
        assertEquals("(`a`b;1.5 2)", eval("(\"S F\";\",\")0:1_read0`:DIR/t.csv"));
        assertEquals("(,\"a\";,\"b\")", eval("first(enlist\"*\";\",\")0:(enlist\"a\";enlist\"b\")"));
        assertEquals("(1 2;`ab`cd)", eval("(\"JS\";1 2)0:(\"1ab\";\"2cd\")"));
        assertEquals("`:DIR/lines".replace("DIR", folder.toString()), eval("`:DIR/lines 0:(\"one\";\"two\")"));
        assertEquals("(\"one\";\"two\")", eval("read0`:DIR/lines"));
    }

    @Test
    void shouldAppendTextAndAskForFiles() {
        eval("h:hopen`:DIR/note;h\"one\\n\";(neg h)\"two\";hclose h");
        assertEquals("(\"one\";\"two\")", eval("read0`:DIR/note"));
        assertEquals("8", eval("hcount`:DIR/note"));
        assertEquals("`s#,`note", eval("key`:DIR"));
        eval("hdel`:DIR/note");
        assertEquals("()", eval("key`:DIR/note"));
    }

    @Test
    void shouldLoadAScriptAndSayWhereItFails() throws Exception {
        Files.writeString(folder.resolve("s.q"), "/ a comment\na:1\nf:{[x]\n  x+\n    a\n }\n/\nblock\n\\\nb:f 2\n");
        assertEquals("3", eval("system\"l DIR/s.q\";b"));
        Files.writeString(folder.resolve("bad.q"), "a:1\n\nc:1+`x\n");
        StringBuilder out = new StringBuilder();
        process.call(() -> {
            process.engine().setOutput(out::append);
            return null;
        });
        assertEquals("type", error("system\"l DIR/bad.q\""));
        assertEquals("  [3]  c:1+`x\n", out.toString());
    }
}
