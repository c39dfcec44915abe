package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.BatchSender;
import io.depthstream.ingest.packet.PrivateNetwork;
import io.depthstream.ingest.packet.RateSender;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private network made with iproute2. A thread enters a namespace for good, so each piece of work inside gets a thread
 * of its own. The names carry the process id: what a killed process left is known by it and swept.
 */
public final class VethNetwork implements PrivateNetwork {
    private static final Logger LOG = LoggerFactory.getLogger(VethNetwork.class);
    private static final Pattern OURS = Pattern.compile("depthlab-(\\d+)-\\d+-[vf]");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int MOST_QUEUES = 16;

    private final String venue;
    private final String feed;
    private final Thread onExit = new Thread(this::remove, "private-network-removal");
    private boolean closed;

    private VethNetwork() {
        final String prefix = "depthlab-" + ProcessHandle.current().pid() + '-' + NUMBER.incrementAndGet();
        venue = prefix + "-v";
        feed = prefix + "-f";
    }

    /** Makes {@link VethNetwork}s; for {@link java.util.ServiceLoader}. */
    public static final class Maker implements PrivateNetwork.Maker {
        /** For {@link java.util.ServiceLoader}. */
        public Maker() {
        }

        @Override
        public PrivateNetwork make(final int queues) throws UnavailableHereException {
            return VethNetwork.make(queues);
        }
    }

    static VethNetwork make(final int queues) throws UnavailableHereException {
        if (queues < 1 || queues > MOST_QUEUES) {
            throw new IllegalArgumentException(queues + " queues: expected 1 to " + MOST_QUEUES);
        }
        final VethNetwork made = new VethNetwork();
        Runtime.getRuntime().addShutdownHook(made.onExit);
        try {
            sweep();
            made.build(queues);
            return made;
        } catch (final IOException e) {
            made.close();
            throw new UnavailableHereException("no private network can be made here (" + e.getMessage()
                + "): needs root and iproute2", e);
        }
    }

    private void build(final int queues) throws IOException {
        IpCommand.run("netns", "add", venue);
        IpCommand.run("netns", "add", feed);
        final String count = String.valueOf(queues);
        IpCommand.run("link", "add", VENUE_INTERFACE, "netns", venue, "numrxqueues", count, "numtxqueues", count,
            "type", "veth", "peer", "name", FEED_INTERFACE, "netns", feed, "numrxqueues", count, "numtxqueues", count);
        raise(venue, VENUE_INTERFACE, VENUE_ADDRESS);
        raise(feed, FEED_INTERFACE, FEED_ADDRESS);
    }

    private static void raise(final String namespace, final String name, final String address) throws IOException {
        IpCommand.run("-n", namespace, "link", "set", "lo", "up");
        IpCommand.run("-n", namespace, "addr", "add", address + "/24", "dev", name);
        IpCommand.run("-n", namespace, "link", "set", name, "up");
        IpCommand.run("-n", namespace, "route", "add", "224.0.0.0/4", "dev", name);
    }

    /** Removes the namespaces of processes that are no longer there. */
    private static void sweep() throws IOException {
        for (final String line : IpCommand.run("netns", "list").lines().toList()) {
            final String name = line.split(" ")[0];
            final Matcher ours = OURS.matcher(name);
            if (ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
                IpCommand.run("netns", "del", name);
            }
        }
    }

    @Override
    public <T> T inVenue(final Callable<T> work) throws Exception {
        return in(venue, work);
    }

    @Override
    public <T> T inFeed(final Callable<T> work) throws Exception {
        return in(feed, work);
    }

    @Override
    public String feedNamespace() {
        return feed;
    }

    /** Runs work on a new thread in a namespace, which the thread is never used outside of. */
    static <T> T in(final String namespace, final Callable<T> work) throws Exception {
        final FutureTask<T> task = new FutureTask<>(() -> {
            enter(namespace);
            return work.call();
        });
        final Thread thread = new Thread(task, "in-" + namespace);
        thread.start();
        try {
            return task.get();
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Moves the calling thread into a namespace, for good. */
    static void enter(final String namespace) throws SystemCallException {
        final int file = LinuxCalls.open("/var/run/netns/" + namespace);
        try {
            LinuxCalls.enterNetworkNamespace(file, "setns " + namespace);
        } finally {
            LinuxCalls.close(file);
        }
    }

    @Override
    public BatchSender sender(final InetSocketAddress target, final int packets, final int packetBytes)
            throws Exception {
        return inVenue(() -> SendmmsgSender.open(target, VENUE_INTERFACE, packets, packetBytes));
    }

    @Override
    public BatchSender segmentingSender(final InetSocketAddress target, final int packets, final int packetBytes)
            throws Exception {
        return inVenue(() -> SegmentingSender.open(target, VENUE_INTERFACE, packets, packetBytes));
    }

    @Override
    public RateSender rateSender(final InetSocketAddress group, final int packets, final int packetBytes)
            throws Exception {
        return inFeed(() -> {
            ReceiveOffload.aggregate(FEED_INTERFACE);
            return inVenue(() -> PacketGenerator.open(group, VENUE_INTERFACE, packets, packetBytes));
        });
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            try {
                Runtime.getRuntime().removeShutdownHook(onExit);
            } catch (final IllegalStateException e) {
                LOG.debug("the process is ending already", e);
            }
            remove();
        }
    }

    private synchronized void remove() {
        if (closed) {
            return;
        }
        closed = true;
        for (final String namespace : List.of(venue, feed)) {
            try {
                if (IpCommand.run("netns", "list").lines().anyMatch(line -> line.split(" ")[0].equals(namespace))) {
                    IpCommand.run("netns", "del", namespace);
                }
            } catch (final IOException e) {
                LOG.warn("network namespace {} is left behind: {}", namespace, e.getMessage());
            }
        }
    }
}
