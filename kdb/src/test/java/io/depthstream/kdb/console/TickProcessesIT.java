package io.depthstream.kdb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.kx.c;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite's scripts as a desk starts them, by {@code kdb/start.sh}, each a process, on the embedded server in place of q. */
@Timeout(120)
class TickProcessesIT {
    private static final String[] ROLES = {"tick", "rdb", "hdb", "gateway"};
    /** So many rows of trade of one symbol, at a time, from a sequence on; a list of columns. */
    private static final String ROWS = "{[s;t;q]n:count q;value flip([]time:t+q;sym:n#s;venue:n#`XNAS;session:n#`S1;seq:q;rtime:n#0Np;"
        + "scale:n#4i;kind:n#`EXECUTION;side:n#`BID;price:10000+q;size:n#100;match:q;order:q;printable:n#1b;cross:n#`;bid:n#0N;"
        + "ask:n#0N;quality:n#`OK;reason:n#`;state:n#`TRADING)}";
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path folder;
    private final List<Process> running = new ArrayList<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final List<c> connections = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (c connection : connections) {
            connection.close();
        }
        for (Process process : running) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    @Test
    void shouldCarryTwoDaysThroughFourProcessesAndAnswerOverTheBoundary() throws Exception {
        for (String role : ROLES) {
            ports.put(role, freePort());
        }
        c tick = start("tick", "-date", "2020.01.30");
        c hdb = start("hdb");
        c rdb = start("rdb");
        c gateway = start("gateway");
        c subscriber = connect("tick");
        Object[] schema = (Object[]) subscriber.k("{.u.sub[x;y]}", "trade", "MSFT");
        assertEquals("trade", schema[0]);

        feed(tick, "AAPL", "2020.01.30D14:30:00", "1 2 3");
        feed(tick, "AAPL", "2020.01.30D14:30:00", "3 4");
        feed(tick, "MSFT", "2020.01.30D15:00:00", "1 2");
        assertEquals(2, upd(subscriber), "rows of the one symbol");
        await(rdb, "count trade", 6);
        assertEquals(3L, tick.k(".u.i"));
        assertEquals(6L, gateway.k("count .gw.rows[`trade;`;2020.01.30D00:00;2020.01.31D00:00]"));

        tick.k(".u.end 2020.01.30");
        Object[] ended = (Object[]) subscriber.k();
        assertEquals(".u.end", ended[0]);
        await(hdb, "@[{count trade};::;0]", 6);
        await(rdb, "count trade", 0);
        assertEquals(0L, tick.k(".u.i"), "the next day's log is empty");
        assertTrue(Files.exists(folder.resolve("db").resolve("2020.01.30").resolve("trade")), "splayed by date");
        assertEquals("p", hdb.k("attr exec sym from select sym from trade where date=2020.01.30"));

        feed(tick, "AAPL", "2020.01.31D14:30:00", "5 6");
        await(rdb, "count trade", 2);
        String both = ".gw.rows[`trade;`AAPL;2020.01.30D00:00;2020.02.01D00:00]";
        assertEquals("1 2 3 4 5 6", text(gateway, "exec seq from " + both), "over the day's boundary, in order of time");
        assertEquals("2020.01.30 2020.01.31", text(gateway, "exec distinct`date$time from " + both));
        assertEquals("3 4 5", text(gateway, "exec seq from .gw.rows[`trade;`AAPL;2020.01.30D14:30:00.000000003;2020.01.31D14:30:00.000000005]"));
    }

    @Test
    void shouldSayHowItIsUsedAndWhatItWouldRun() throws Exception {
        Process usage = script(Map.of(), "--help");
        String said = new String(usage.getInputStream().readAllBytes());
        assertEquals(0, usage.waitFor());
        assertTrue(said.startsWith("usage: kdb/start.sh [-n] ROLE"), said);
        Process wrong = script(Map.of(), "nothing");
        assertEquals(2, wrong.waitFor());
        Process dry = script(Map.of("DEPTHSTREAM_TICK_PORT", "6010"), "-n", "rdb");
        String command = new String(dry.getInputStream().readAllBytes()).strip();
        assertEquals(0, dry.waitFor());
        assertTrue(command.contains("rdb.q -tick localhost:6010") && command.endsWith("-p 5011"), command);
    }

    private Process script(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of("start.sh").toAbsolutePath().toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A command {@code q} that runs the embedded server. */
    private Path q() throws IOException {
        Path file = folder.resolve("q");
        Files.writeString(file, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
            + QMain.class.getName() + " \"$@\"\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private c start(String role, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of("start.sh").toAbsolutePath().toString(), role));
        command.addAll(Arrays.asList(options));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
            .redirectErrorStream(true).redirectOutput(folder.resolve(role + ".out").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("Q", q().toString());
        ports.forEach((name, port) -> environment.put("DEPTHSTREAM_" + name.toUpperCase() + "_PORT", Integer.toString(port)));
        environment.put("DEPTHSTREAM_KDB_LOG", "log");
        environment.put("DEPTHSTREAM_KDB_DB", "db");
        Process process = builder.start();
        running.add(process);
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (true) {
            try {
                return connect(role);
            } catch (IOException notYet) {
                assertTrue(process.isAlive() && System.nanoTime() < deadline, () -> role + ": " + output(role));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private c connect(String role) throws Exception {
        c connection = new c(InetAddress.getLoopbackAddress().getHostAddress(), ports.get(role), "desk:");
        connections.add(connection);
        return connection;
    }

    private static void feed(c tick, String symbol, String time, String sequences) throws Exception {
        Object columns = tick.k(ROWS + "[`" + symbol + ";" + time + ";" + sequences + "]");
        tick.ks(".u.upd", "trade", columns);
        assertEquals("", tick.k(".ds.chase[]"));
    }

    /** Waits for one message of a subscription and returns its rows. */
    private static int upd(c subscriber) throws Exception {
        Object[] message = (Object[]) subscriber.k();
        assertEquals("upd", message[0]);
        assertEquals("trade", message[1]);
        return c.n(message[2]);
    }

    private static String text(c connection, String expression) throws Exception {
        return new String((char[]) connection.k("\" \"sv string " + expression));
    }

    private void await(c connection, String expression, long wanted) throws Exception {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        Object found = connection.k(expression);
        while (((Number) found).longValue() != wanted) {
            Object last = found;
            assertTrue(System.nanoTime() < deadline, () -> expression + " is " + last + ", wanted " + wanted + ": " + outputs());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            found = connection.k(expression);
        }
    }

    private String outputs() {
        StringBuilder all = new StringBuilder();
        for (String role : ROLES) {
            all.append(role).append(": ").append(output(role)).append('\n');
        }
        return all.toString();
    }

    private String output(String role) {
        try {
            return Files.readString(folder.resolve(role + ".out"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
