package io.depthstream.jobs.kdb;

import com.kx.c;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tickerplant that only takes messages down, by the vendor's client in its server mode: what the sink says on the wire,
 * seen from the other side.
 */
final class KdbEndpoint implements AutoCloseable {

    /** One {@code .u.upd}. */
    record Message(String table, Object[] columns) {}

    static final String LOGIN = "sink:secret";

    final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    /** Identity of each row kept, and how often it came. */
    final ConcurrentHashMap<String, AtomicLong> rows = new ConcurrentHashMap<>();
    volatile String refusedSymbol = "";
    volatile String refusal = "type";
    volatile String[] quoteColumns = KdbTable.QUOTE.columns().toArray(String[]::new);

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;

    KdbEndpoint() throws IOException {
        listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        port = listening.getLocalPort();
        accept(listening);
    }

    int port() {
        return port;
    }

    /** Drops every connection and listens no more. */
    void stop() throws IOException {
        listening.close();
        for (final Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Listens again on the same port. */
    void start() throws IOException {
        final ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        bind(again);
        listening = again;
        accept(again);
    }

    /** A client that tries the port while nobody listens may hold it for a moment itself. */
    private void bind(final ServerSocket again) throws IOException {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!again.isBound()) {
            try {
                again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
            } catch (final BindException taken) {
                if (System.nanoTime() - deadline > 0) {
                    throw taken;
                }
                Thread.yield();
            }
        }
    }

    private void accept(final ServerSocket server) {
        final Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    final c client = new c(server, LOGIN::equals);
                    open.add(client.s);
                    final Thread serving = new Thread(() -> serve(client), "kdb-endpoint-client");
                    serving.setDaemon(true);
                    serving.start();
                } catch (final IOException refusedOrClosed) {
                    // A login that was refused, or the end of listening: the loop's condition tells.
                    Thread.yield();
                }
            }
        }, "kdb-endpoint");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(final c client) {
        String error = "";
        try {
            while (true) {
                final Object[] message = client.readMsg();
                if (message[1] instanceof Object[] call) {
                    final String problem = update(text(call[0]), (String) call[1], (Object[]) call[2]);
                    error = error.isEmpty() ? problem : error;
                } else if (text(message[1]).startsWith("cols ")) {
                    client.kr(columns(text(message[1]).substring(5)));
                } else {
                    client.kr(error);
                    error = "";
                }
            }
        } catch (final IOException | c.KException gone) {
            open.remove(client.s);
        }
    }

    private String update(final String function, final String table, final Object[] columns) {
        if (!function.equals(".u.upd")) {
            return "nyi";
        }
        final String[] symbols = (String[]) columns[1];
        for (final String symbol : symbols) {
            if (symbol.equals(refusedSymbol)) {
                return refusal;
            }
        }
        messages.add(new Message(table, columns));
        final String[] sessions = (String[]) columns[3];
        final long[] sequences = (long[]) columns[4];
        for (int i = 0; i < symbols.length; i++) {
            rows.computeIfAbsent(table + " " + symbols[i] + " " + sessions[i] + " " + sequences[i], row -> new AtomicLong())
                    .incrementAndGet();
        }
        return "";
    }

    private String[] columns(final String table) {
        if (table.equals(KdbTable.QUOTE.table())) {
            return quoteColumns;
        }
        for (final KdbTable known : KdbTable.values()) {
            if (known.table().equals(table)) {
                return known.columns().toArray(String[]::new);
            }
        }
        return new String[0];
    }

    private static String text(final Object of) {
        return of instanceof char[] chars ? new String(chars) : String.valueOf(of);
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
