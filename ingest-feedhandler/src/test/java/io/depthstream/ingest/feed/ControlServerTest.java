package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.NioPacketSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands over real HTTP to a handler on real sockets; nobody serves snapshots, for nothing here waits for one. */
@Timeout(60)
class ControlServerTest {
    private final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private FeedHandler handler;

    @AfterEach
    void close() {
        if (handler != null) {
            handler.close();
        }
    }

    @Test
    void shouldGiveATicketForAResyncAndSayThatItWaits() throws Exception {
        start(Map.of("snapshot.server", "127.0.0.1:1"));
        answers(202, "{\"publisher\":\"feedhandler-1\",\"ticket\":1}", "POST", "/resync");
        answers(200, "{\"publisher\":\"feedhandler-1\",\"ticket\":1,\"state\":\"WAITING\"}", "GET", "/resync?ticket=1");
        answers(202, "{\"publisher\":\"feedhandler-1\",\"ticket\":2}", "POST", "/resync?symbol=*");
    }

    @Test
    void shouldNameTheSymbolThatIsNotListed() throws Exception {
        start(Map.of("snapshot.server", "127.0.0.1:1"));
        refuses(404, "no directory entry for NOSUCH", "POST", "/resync?symbol=NOSUCH&symbol=*");
    }

    @Test
    void shouldSayThatThereIsNobodyToAskForASnapshot() throws Exception {
        start(Map.of());
        refuses(409, "snapshot.server is not set", "POST", "/resync");
        refuses(409, "snapshot.server is not set", "GET", "/resync?ticket=1");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandWithWhatItExpects() throws Exception {
        start(Map.of("snapshot.server", "127.0.0.1:1"));
        refuses(404, "there is only /resync", "POST", "/shutdown");
        refuses(405, "POST asks for a resync", "DELETE", "/resync");
        refuses(400, "expected symbol=VALUE", "POST", "/resync?symbols=AAPL");
        refuses(400, "expected symbol=VALUE", "POST", "/resync?symbol=");
        refuses(400, "name one ticket", "GET", "/resync");
        refuses(400, "ticket x is no number", "GET", "/resync?ticket=x");
    }

    @Test
    void shouldKeepToItsLimits() throws Exception {
        start(Map.of("snapshot.server", "127.0.0.1:1"));
        final StringBuilder query = new StringBuilder();
        for (int i = 0; i <= ControlServer.MAX_SYMBOLS; i++) {
            query.append(i == 0 ? "?" : "&").append("symbol=S").append(i);
        }
        refuses(413, "1001 symbols: at most 1000", "POST", "/resync" + query);
        refuses(414, "at most 32768", "POST", "/resync?symbol=" + "A".repeat(ControlServer.MAX_QUERY_CHARS));
    }

    @Test
    void shouldRefuseToStartOnAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            final ConfigException refused = assertThrows(ConfigException.class, () -> start(Map.of()));
            assertTrue(refused.getMessage().contains("control.port") && refused.getMessage().contains("" + taken.getLocalPort()),
                refused::getMessage);
        }
    }

    private void start(final Map<String, String> more) {
        final Map<String, String> values = new HashMap<>(Map.of("trading-date", "2020-01-30", "source.lines",
            "127.0.0.1:0", "control.port", String.valueOf(port), "arbiter.join-at", "session-start"));
        values.putAll(more);
        final FeedHandlerConfig config = FeedHandlerConfig.of(values);
        final ConfiguredSource source = ConfiguredSource.open(config, FeedFixture.DAY);
        handler = new FeedHandler(config, (NioPacketSource) source.packets(), source.lines(), false, producer, null);
        handler.start();
    }

    private void answers(final int status, final String body, final String method, final String target) throws Exception {
        final HttpResponse<String> response = send(method, target);
        assertEquals(body, response.body());
        assertEquals(status, response.statusCode());
        assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    }

    private void refuses(final int status, final String error, final String method, final String target) throws Exception {
        final HttpResponse<String> response = send(method, target);
        assertTrue(response.body().contains("\"error\":") && response.body().contains(error), response::body);
        assertEquals(status, response.statusCode());
    }

    private HttpResponse<String> send(final String method, final String target) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
