package io.depthstream.ingest.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands for one feed handler over HTTP, on the loopback interface only: who may log in to the machine may ask.
 *
 * <pre>
 * POST /resync?symbol=AAPL&amp;symbol=MSFT   202 {"publisher":"…","ticket":7}     no symbol: all of them
 * GET  /resync?ticket=7                   200 {"publisher":"…","ticket":7,"state":"WAITING|PUBLISHED|FAILED"}
 * </pre>
 *
 * <p>Anything else gets a status that says whose fault it is and a JSON object with an {@code error} that says what to do.
 * One thread of its own answers one request after the other; at most {@link #BACKLOG} wait.
 */
final class ControlServer implements AutoCloseable {
    /** Most symbols of one request: more are a wish for all of them. */
    static final int MAX_SYMBOLS = 1000;
    /** Longest query taken. */
    static final int MAX_QUERY_CHARS = 32_768;
    /** Connections that may wait for an answer. */
    static final int BACKLOG = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/resync";

    private final FeedHandler handler;
    private final HttpServer server;
    private final ExecutorService thread;

    private ControlServer(final FeedHandler handler, final HttpServer server) {
        this.handler = handler;
        this.server = server;
        thread = Executors.newSingleThreadExecutor(task -> {
            final Thread answering = new Thread(task, "feedhandler-control");
            answering.setDaemon(true);
            return answering;
        });
    }

    /**
     * Serves a handler.
     *
     * @throws ConfigException if the port cannot be had
     */
    static ControlServer open(final FeedHandler handler, final int port) {
        try {
            final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            final ControlServer control = new ControlServer(handler, server);
            server.setExecutor(control.thread);
            server.createContext("/", control::answer);
            server.start();
            return control;
        } catch (final IOException e) {
            throw ConfigException.of(ConfigKey.CONTROL_PORT.key(), String.valueOf(port), "a free port on loopback: " + e);
        }
    }

    private void answer(final HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (final RuntimeException e) {
                LOG.error("control request {} failed", exchange.getRequestURI(), e);
                reply = refusal(500, "the request failed: " + e.getMessage());
            }
            final byte[] body = JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(final HttpExchange exchange) {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return refusal(404, "there is only " + PATH);
        }
        final String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        if (query.length() > MAX_QUERY_CHARS) {
            return refusal(414, "the query has " + query.length() + " characters: at most " + MAX_QUERY_CHARS
                + "; leave the symbols out to resync all");
        }
        try {
            return switch (exchange.getRequestMethod()) {
                case "POST" -> resync(values(query, "symbol"));
                case "GET" -> state(values(query, "ticket"));
                default -> refusal(405, "POST asks for a resync, GET for what became of it");
            };
        } catch (final IllegalArgumentException e) {
            return refusal(400, e.getMessage());
        } catch (final IllegalStateException e) {
            return refusal(409, e.getMessage());
        }
    }

    private Reply resync(final Set<String> symbols) {
        if (!handler.running()) {
            return refusal(503, "the feed handler " + handler.publisher() + " has ended");
        }
        if (symbols.size() > MAX_SYMBOLS) {
            return refusal(413, symbols.size() + " symbols: at most " + MAX_SYMBOLS + "; leave them out to resync all");
        }
        final Set<String> unknown = new TreeSet<>(symbols);
        unknown.removeIf(handler::knows);
        if (!unknown.isEmpty()) {
            return refusal(404, "no directory entry for " + String.join(", ", unknown)
                + ": the symbol is not listed today, or the handler has not seen its entry yet");
        }
        final long ticket = handler.resync(symbols);
        LOG.info("resync {} asked for: {}", ticket, symbols.isEmpty() ? "all symbols" : symbols);
        return new Reply(202, body().put("ticket", ticket));
    }

    private Reply state(final Set<String> tickets) {
        if (tickets.size() != 1) {
            throw new IllegalArgumentException("name one ticket, as the resync gave it: ?ticket=7");
        }
        final String written = tickets.iterator().next();
        final long ticket;
        try {
            ticket = Long.parseLong(written);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("ticket " + written + " is no number", e);
        }
        return new Reply(200, body().put("ticket", ticket).put("state", handler.resyncState(ticket).name()));
    }

    private ObjectNode body() {
        return JSON.createObjectNode().put("publisher", handler.publisher());
    }

    private Reply refusal(final int status, final String error) {
        return new Reply(status, body().put("error", error));
    }

    private static Set<String> values(final String query, final String name) {
        final Set<String> values = new TreeSet<>();
        for (final String part : query.isEmpty() ? new String[0] : query.split("&")) {
            final int equals = part.indexOf('=');
            if (equals < 0 || !part.substring(0, equals).equals(name) || equals == part.length() - 1) {
                throw new IllegalArgumentException("'" + part + "' is not understood: expected " + name + "=VALUE");
            }
            values.add(URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    /** Ends answering at once. */
    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }

    /** What goes back. */
    private record Reply(int status, ObjectNode body) {
    }
}
