package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.SourceRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that opens an AF_XDP source on group A, says so, and receives until it is killed. */
final class SourceProcess {
    static final String READY = "ready";

    private SourceProcess() {
    }

    /** Arguments: the namespace, the number of frames. */
    public static void main(final String[] arguments) throws Exception {
        try (PacketSource source = VethNetwork.in(arguments[0], () -> new AfXdpProvider().open(new SourceRequest(
                List.of(Wire.line(Wire.GROUP_A)), 1 << 20, Map.of("frames", arguments[1]))))) {
            System.out.println(READY);
            while (!source.exhausted()) {
                source.poll((line, buffer, offset, length, nanos) -> System.out.println("packet " + length), 64);
                source.await(1_000_000);
            }
        }
    }

    /** Starts one; commands such as {@code prlimit …} may go before {@code java}. */
    static Process start(final String namespace, final int frames, final String... before) throws IOException {
        final List<String> command = new ArrayList<>(List.of(before));
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--") || argument.startsWith("-Djava.net")).toList());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
            SourceProcess.class.getName(), namespace, String.valueOf(frames)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Reads on until a line holds a text; returns all that was read. */
    static String readUntil(final Process process, final String text) throws IOException {
        final StringBuilder read = new StringBuilder();
        final BufferedReader lines =
            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.append(line).append('\n');
            if (line.contains(text)) {
                return read.toString();
            }
        }
        return read.toString();
    }
}
