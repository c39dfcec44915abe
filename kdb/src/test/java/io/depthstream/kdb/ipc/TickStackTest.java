package io.depthstream.kdb.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.kx.c;
import io.depthstream.kdb.text.SourceText;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite's own scripts in four processes: tickerplant, real-time and historical database, gateway. */
@Timeout(120)
class TickStackTest {
    private static final String ROWS = "{[s;q]n:count q;([]time:2020.01.30D14:30:00+q;sym:n#s;venue:n#`XNAS;session:n#`S1;seq:q;rtime:n#0Np;"
        + "scale:n#4i;kind:n#`EXECUTION;side:n#`BID;price:10000+q;size:n#100;match:q;order:q;printable:n#1b;cross:n#`;bid:n#0N;"
        + "ask:n#0N;quality:n#`OK;reason:n#`;state:n#`TRADING)}";

    @TempDir
    private Path folder;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<QProcess> running = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        running.forEach(QProcess::close);
    }

    private QProcess start(String script, String... arguments) {
        QProcess process = new QProcess(log::add);
        running.add(process);
        process.call(() -> {
            process.engine().setOutput(log::add);
            process.engine().settings().setDirectory(Path.of("q").toAbsolutePath());
            process.engine().dotZ().started(script, List.of(arguments));
            return process.engine().eval("\\l " + script);
        });
        return process;
    }

    private String at(String file) {
        return folder.resolve(file).toString();
    }

    private static String eval(QProcess process, String source) {
        return SourceText.of(process.eval(source));
    }

    private QProcess tickerplant() {
        return start("tick.q", "-dir", at("log"), "-date", "2020.01.30");
    }

    private void feed(int port, String symbol, long... sequences) throws Exception {
        c client = new c(InetAddress.getLoopbackAddress().getHostAddress(), port, "feed:");
        try {
            Object columns = client.k("{value flip rows[x;y]}", symbol, sequences);
            client.ks(".u.upd", "trade", columns);
            assertEquals("", client.k(".ds.chase[]"));
        } finally {
            client.close();
        }
    }

    @Test
    void shouldCarryADayFromTheTickerplantToTheHistoricalDatabase() throws Exception {
        QProcess tick = tickerplant();
        int tickPort = tick.listen(0);
        QProcess hdb = start("hdb.q", "-db", at("db"));
        int hdbPort = hdb.listen(0);
        QProcess rdb = start("rdb.q", "-tick", "localhost:" + tickPort, "-hdb", "localhost:" + hdbPort, "-db", at("db"));
        int rdbPort = rdb.listen(0);
        QProcess gateway = start("gateway.q", "-rdb", "localhost:" + rdbPort, "-hdb", "localhost:" + hdbPort);
        tick.eval("rows:" + ROWS);
        feed(tickPort, "AAPL", 1, 2, 3);
        feed(tickPort, "AAPL", 2, 3, 4);
        feed(tickPort, "MSFT", 1, 2);
        await(rdb, "count trade", "6");
        assertEquals("6", eval(gateway, "count .gw.rows[`trade;`;2020.01.29D00:00;2020.01.31D00:00]"));

        tick.eval(".u.end .u.d");
        await(hdb, "@[{count trade};::;0]", "6");
        assertEquals("0", eval(rdb, "count trade"));
        assertEquals("1 2 3 4", eval(hdb, "exec seq from trade where date=2020.01.30,sym=`AAPL"));
        assertEquals("`p", eval(hdb, "attr exec sym from select from trade where date=2020.01.30"));
        assertEquals("4", eval(gateway, "count .gw.rows[`trade;`AAPL;2020.01.29D00:00;2020.01.31D00:00]"));
    }

    @Test
    void shouldReplayTheLogAfterARestart() throws Exception {
        QProcess tick = tickerplant();
        tick.eval("rows:" + ROWS);
        feed(tick.listen(0), "AAPL", 1, 2, 3);
        tick.close();
        running.remove(tick);
        QProcess again = tickerplant();
        assertEquals("1", eval(again, ".u.i"));
        QProcess rdb = start("rdb.q", "-tick", "localhost:" + again.listen(0), "-db", at("db"));
        assertEquals("10001 10002 10003", eval(rdb, "exec price from trade"));
        assertTrue(log.stream().anyMatch(line -> line.contains("3 rows replayed")), log.toString());
    }

    private static void await(QProcess process, String source, String wanted) {
        while (!eval(process, source).equals(wanted)) {
            Thread.onSpinWait();
        }
    }
}
