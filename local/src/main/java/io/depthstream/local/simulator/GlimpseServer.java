package io.depthstream.local.simulator;

import io.depthstream.ingest.session.soup.GlimpseSnapshot;
import io.depthstream.ingest.session.soup.SoupBinTcp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * GLIMPSE 5.0 server: who logs in for sequence 1 gets the state of the venue at that moment, then the snapshot message that
 * says where to go on in the ITCH stream. Source: NASDAQ GLIMPSE 5.0, over SoupBinTCP 3.00.
 *
 * <p>{@link #run} serves one client after the other until {@link #close}, which any thread may call.
 */
public final class GlimpseServer implements Runnable, AutoCloseable {

    /** Session told to clients. */
    public static final String SESSION = "GLIMPSE";
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final Supplier<VenueState.Spin> state;
    private final String user;
    private final String password;
    private final ServerSocketChannel listening;
    private volatile long spins;
    private volatile long rejected;

    /**
     * Opens the server's socket.
     *
     * @param bind     address and port to listen on; port 0 picks a free one
     * @param user     the only user let in
     * @param password that user's
     * @param state    the venue's state when asked; called on the server's thread
     * @throws UncheckedIOException if the address cannot be bound
     */
    public GlimpseServer(final InetSocketAddress bind, final String user, final String password,
                         final Supplier<VenueState.Spin> state) {
        this.user = user;
        this.password = password;
        this.state = state;
        try {
            listening = ServerSocketChannel.open();
            listening.bind(bind);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot serve snapshots on " + bind + ": " + e.getMessage(), e);
        }
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) listening.getLocalAddress();
        } catch (final IOException e) {
            throw new UncheckedIOException("the snapshot server is closed", e);
        }
    }

    /** Spins sent whole. */
    public long spins() {
        return spins;
    }

    /** Logins rejected. */
    public long rejected() {
        return rejected;
    }

    /** Serves until closed. */
    @Override
    public void run() {
        try {
            while (listening.isOpen()) {
                serve(listening.accept());
            }
        } catch (final ClosedChannelException e) {
            // close() was called: that is how this loop ends.
            return;
        } catch (final IOException e) {
            throw new UncheckedIOException("snapshot server failed: " + e.getMessage(), e);
        }
    }

    private void serve(final SocketChannel client) throws IOException {
        try (SoupServerSession session = new SoupServerSession(client, System::nanoTime, SESSION, this::judge)) {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            while (!session.loggedIn() && !session.over() && listening.isOpen()) {
                session.poll();
                LockSupport.parkNanos(POLL_NANOS);
            }
            if (session.loggedIn()) {
                send(session);
            }
            while (!session.over() && listening.isOpen()) {
                session.poll();
                LockSupport.parkNanos(POLL_NANOS);
            }
        } catch (final ClosedChannelException e) {
            if (!listening.isOpen()) {
                throw e;
            }
        } catch (final IOException e) {
            // The client is gone, the next one is not.
            client.close();
        }
    }

    private char judge(final String loginUser, final String loginPassword, final String session, final long sequence) {
        final boolean known = loginUser.equalsIgnoreCase(user) && loginPassword.equalsIgnoreCase(password);
        if (known && sequence <= 1) {
            return 0;
        }
        rejected++;
        return known ? SoupBinTcp.SESSION_NOT_AVAILABLE : SoupBinTcp.NOT_AUTHORIZED;
    }

    private void send(final SoupServerSession session) throws IOException {
        final VenueState.Spin spin = state.get();
        final UnsafeBuffer message = new UnsafeBuffer(0, 0);
        for (final byte[] bytes : spin.messages()) {
            message.wrap(bytes);
            session.send(message, 0, bytes.length);
        }
        final UnsafeBuffer end = new UnsafeBuffer(new byte[GlimpseSnapshot.LENGTH]);
        session.send(end, 0, GlimpseSnapshot.encode(end, 0, spin.nextSequence()));
        spins++;
    }

    /** Ends {@link #run}. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close the snapshot server", e);
        }
    }
}
