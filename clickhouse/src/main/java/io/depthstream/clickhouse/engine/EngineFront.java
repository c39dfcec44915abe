package io.depthstream.clickhouse.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ClickHouse's HTTP interface over an {@link Engine}, as far as the official client uses it: ping, statements, inserts
 * with data, parameters, LZ4 answers, error codes. On loopback, without users.
 *
 * <p>Of the settings a request may carry it hands on those of an insert; a server takes them all.
 */
final class EngineFront implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_STATEMENT_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final int UNKNOWN_TABLE = 60;
    private static final Pattern INSERT = Pattern.compile("(?is)^\\s*insert\\s+into\\b.*");
    private static final Pattern INSERT_FORMAT = Pattern.compile("(?is)^(.*?)\\s+format\\s+(\\w+)\\s*;?\\s*$");
    private static final Pattern VALUES_OR_SELECT = Pattern.compile("(?is).*(\\bvalues\\b|\\bselect\\b).*");
    /** Names of columns are no words of the statement: one may be called values. */
    private static final Pattern LIST = Pattern.compile("\\([^)]*\\)");
    private static final Pattern SETTING = Pattern.compile("insert_\\w+|async_insert|deduplicate_\\w+");

    private final Engine engine;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        final Thread thread = new Thread(task, "clickhouse-front");
        thread.setDaemon(true);
        return thread;
    });

    /** Listens on a loopback port; 0 takes a free one. */
    EngineFront(final Engine engine, final int port) throws IOException {
        this.engine = engine;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/ping", exchange -> answer(exchange, OK, "Ok.\n".getBytes(StandardCharsets.US_ASCII)));
        server.createContext("/", this::statement);
        server.setExecutor(threads);
        server.start();
    }

    /** Where it listens. */
    int port() {
        return server.getAddress().getPort();
    }

    private void statement(final HttpExchange exchange) throws IOException {
        final Map<String, String> request = Requests.parameters(exchange.getRequestURI().getRawQuery());
        try {
            final Engine.Answer answer = run(exchange, request);
            exchange.getResponseHeaders().set("X-ClickHouse-Summary",
                    "{\"read_rows\":\"" + answer.rowsRead() + "\",\"written_rows\":\"" + answer.rowsWritten() + "\"}");
            answer(exchange, OK, "1".equals(request.get("compress")) ? Lz4Blocks.of(answer.bytes()) : answer.bytes());
        } catch (final EngineException refused) {
            exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", Integer.toString(refused.code()));
            answer(exchange, refused.code() == UNKNOWN_TABLE ? NOT_FOUND : SERVER_ERROR,
                    refused.getMessage().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Engine.Answer run(final HttpExchange exchange, final Map<String, String> request)
            throws IOException, EngineException {
        final InputStream body = new BufferedInputStream(exchange.getRequestBody(), BUFFER_BYTES);
        if ("1".equals(request.get("decompress"))) {
            throw new EngineException("Code: 1. DB::Exception: this front takes no compressed requests: switch the client's"
                    + " request compression off (UNSUPPORTED_METHOD)");
        }
        String sql = request.getOrDefault("query", "");
        if (sql.isBlank()) {
            // The statement may be followed by the data of an insert: only as much is read as the statement's line takes.
            sql = firstStatement(body);
        }
        final Matcher format = INSERT_FORMAT.matcher(sql);
        if (INSERT.matcher(sql).matches() && format.matches()
                && !VALUES_OR_SELECT.matcher(LIST.matcher(sql).replaceAll("")).matches()) {
            return engine.insert(format.group(1) + settings(request), format.group(2), body);
        }
        final String shape = exchange.getRequestHeaders().getFirst("X-ClickHouse-Format");
        final String answer = shape != null ? shape : request.getOrDefault("default_format", "TabSeparated");
        exchange.getResponseHeaders().set("X-ClickHouse-Format", answer);
        return engine.query(sql, answer, Requests.queryParameters(request));
    }

    private static String firstStatement(final InputStream body) throws IOException, EngineException {
        body.mark(LONGEST_STATEMENT_BYTES);
        final byte[] start = body.readNBytes(LONGEST_STATEMENT_BYTES);
        final String text = new String(start, StandardCharsets.ISO_8859_1);
        final Matcher line = Pattern.compile("(?is)^(\\s*insert\\s+into\\b[^\n]*?\\sformat\\s+\\w+)[ \t]*\n").matcher(text);
        if (line.find()) {
            body.reset();
            body.skipNBytes(line.end());
            return new String(start, 0, line.end(), StandardCharsets.UTF_8).strip();
        }
        if (start.length == LONGEST_STATEMENT_BYTES) {
            throw new EngineException("Code: 62. DB::Exception: a statement of more than " + LONGEST_STATEMENT_BYTES
                    + " bytes is not taken by this front (SYNTAX_ERROR)");
        }
        return new String(start, StandardCharsets.UTF_8);
    }

    private static String settings(final Map<String, String> request) {
        final StringBuilder settings = new StringBuilder();
        new HashMap<>(request).forEach((name, value) -> {
            if (SETTING.matcher(name).matches()) {
                settings.append(settings.isEmpty() ? " SETTINGS " : ", ").append(name).append(" = '")
                        .append(value.replace("\\", "\\\\").replace("'", "\\'")).append('\'');
            }
        });
        return settings.toString();
    }

    private static void answer(final HttpExchange exchange, final int status, final byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("X-ClickHouse-Server-Display-Name", "depthstream-engine");
        exchange.getResponseHeaders().set("X-ClickHouse-Timezone", "UTC");
        exchange.getResponseHeaders().set("X-ClickHouse-Query-Id", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody(); InputStream in = new ByteArrayInputStream(bytes)) {
            if (bytes.length > 0) {
                in.transferTo(out);
            }
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (final InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
