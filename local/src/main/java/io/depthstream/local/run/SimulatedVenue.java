package io.depthstream.local.run;

import io.depthstream.local.simulator.GlimpseServer;
import io.depthstream.local.simulator.LineTransmitter;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.MessageHistory;
import io.depthstream.local.simulator.RetransmitServer;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.TransmitterConfig;
import io.depthstream.local.simulator.VenueState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/**
 * The venue of a demo: two lines, a re-request server and a GLIMPSE server over one simulated day, each speaking its
 * protocol on loopback. The servers run from the beginning, the lines when {@link #transmitter} is run.
 */
final class SimulatedVenue implements AutoCloseable {
    /** The only user of the GLIMPSE server, the feed handler's default; no password. */
    static final String USER = "depth";

    /** What the re-request server remembers: seconds of the fastest demo, far above any recovery's deadline. */
    private static final int HISTORY_MESSAGES = 1 << 20;

    private final MessageHistory history = new MessageHistory(HISTORY_MESSAGES);
    private final RetransmitServer rerequests;
    private final GlimpseServer snapshots;
    private final LineTransmitter transmitter;

    /**
     * Opens the servers, and the lines at the venue's end of the wire.
     *
     * @param received the last sequence that the receiver has, for flow control
     */
    SimulatedVenue(final SimulationConfig day, final DemoOptions options, final DemoWire wire, final LongSupplier received) {
        final TransmitterConfig lines = wire.lines(options.rate()).withImpairments(options.lineA(), options.lineB());
        final VenueState state = new VenueState(new MarketSimulator(day));
        rerequests = new RetransmitServer(anyPort(), lines.session(), history, lines.maxPacketLength());
        snapshots = new GlimpseServer(anyPort(), USER, "", state::spin);
        transmitter = wire.atVenue(() -> new LineTransmitter(lines, state, System::nanoTime, received, history));
        serve(rerequests, "re-request-server");
        serve(snapshots, "glimpse-server");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void serve(final Runnable server, final String name) {
        final Thread serving = new Thread(server, name);
        serving.setDaemon(true);
        serving.start();
    }

    /** Returns what sends the lines. */
    LineTransmitter transmitter() {
        return transmitter;
    }

    /** Returns the re-request server as {@code host:port}. */
    String rerequests() {
        return "127.0.0.1:" + rerequests.address().getPort();
    }

    /** Returns the GLIMPSE server's address. */
    InetSocketAddress snapshots() {
        return snapshots.address();
    }

    @Override
    public void close() {
        transmitter.close();
        snapshots.close();
        rerequests.close();
    }
}
