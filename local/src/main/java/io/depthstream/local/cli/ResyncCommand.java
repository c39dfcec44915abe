package io.depthstream.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.local.stack.StackFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Books taken anew from the venue, on demand. */
@Command(name = "resync", mixinStandardHelpOptions = true,
    description = "Ask every feed handler of a running stack for a snapshot of these symbols, or all, and wait for it: books take "
        + "it in place of what they were, and a STALE one is good again. Ends with 0 when at least one handler has published it.")
final class ResyncCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Mixin
    private RunningStack stack;
    @Parameters(paramLabel = "SYMBOL", arity = "0..*", description = "Symbols to resync, at most 1,000.")
    private List<String> symbols = List.of();
    @Option(names = "--all", description = "Every symbol.")
    private boolean all;
    @Option(names = "--control", paramLabel = "HOST:PORT", split = ",",
        description = "Where the feed handlers take commands (their control.port; default: as the running stack says).")
    private List<String> control = List.of();
    @Option(names = "--wait-seconds", description = "How long to wait for the snapshots (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 60;
    @Spec
    private CommandSpec spec;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

    @Override
    public Integer call() throws InterruptedException {
        if (all == !symbols.isEmpty()) {
            throw new UsageException("name the symbols to resync, or --all");
        }
        if (waitSeconds < 1 || waitSeconds > 3600) {
            throw new UsageException("--wait-seconds is " + waitSeconds + ": must be 1 to 3600");
        }
        final List<String> handlers = control.isEmpty() ? ofStack() : control;
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        int published = 0;
        for (final String handler : handlers) {
            published += resync(handler, deadline) ? 1 : 0;
        }
        spec.commandLine().getOut().flush();
        return published > 0 ? 0 : Depthstream.CHECK_FAILED;
    }

    private List<String> ofStack() {
        return List.of(stack.require().address(StackFile.CONTROL).orElseThrow(() -> new UsageException(
            "the running stack takes no commands: give --control HOST:PORT of a feed handler with control.port")).split(","));
    }

    /** One handler after the other: whose stream is held meanwhile is overtaken by the other's, not both at once. */
    private boolean resync(final String handler, final long deadline) throws InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        try {
            final JsonNode asked = send("POST", handler, symbols.stream()
                .map(symbol -> "symbol=" + URLEncoder.encode(symbol, StandardCharsets.UTF_8)).collect(Collectors.joining("&")));
            final long ticket = asked.path("ticket").asLong();
            final String publisher = asked.path("publisher").asText();
            String state = "WAITING";
            while (state.equals("WAITING")) {
                if (System.nanoTime() - deadline > 0) {
                    out.printf("%s: no snapshot within %d s; it is still asked for%n", publisher, waitSeconds);
                    return false;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                state = send("GET", handler, "ticket=" + ticket).path("state").asText();
            }
            final boolean published = state.equals("PUBLISHED");
            out.printf(published ? "%s: snapshot of %s published%n"
                : "%s: no snapshot of %s could be had, all attempts failed; its log says why%n", publisher,
                all ? "all symbols" : String.join(", ", symbols));
            return published;
        } catch (final IOException e) {
            out.printf("no answer from the feed handler at %s: %s%n", handler, e);
            return false;
        }
    }

    private JsonNode send(final String method, final String handler, final String query)
            throws IOException, InterruptedException {
        final URI uri;
        try {
            uri = URI.create("http://" + handler + "/resync" + (query.isEmpty() ? "" : "?" + query));
        } catch (final IllegalArgumentException e) {
            throw new UsageException("--control is " + handler + ": expected HOST:PORT");
        }
        final HttpResponse<String> response = http.send(HttpRequest.newBuilder(uri).timeout(ANSWER)
            .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        final JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new UsageException(body.path("publisher").asText() + " at " + handler + " refuses: "
                + body.path("error").asText("status " + response.statusCode()));
        }
        return body;
    }
}
