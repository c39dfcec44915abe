package io.depthstream.ingest.session;

import io.depthstream.ingest.packet.CounterSet;
import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Asks MoldUDP64 re-request servers for what the lines lost, and is the line by which the answers come.
 *
 * <p>Polled like any source: each poll hands over what has been answered, then sends what is due. Requests go in rounds
 * of at most {@link RetransmitConfig#maxOutstanding()}, the lowest holes first, since those hold up the stream. A round
 * that is answered is followed by the next at once; one that brings nothing in time is repeated with the next server and
 * twice the patience, up to the limits.
 *
 * <p>What is given up then: servers that have answered lately lack just that message, so it alone is given up and the rest
 * is asked for, {@value #MAX_SKIPS} times at most without another answer. Servers that have not are taken for dead: the
 * whole hole is given up, and until one answers again every later hole gets one question to each, not all the retries.
 *
 * <p>One thread, the arbiter's. No allocation per packet but a sender address; a request allocates its session name.
 *
 * <p>Source: MoldUDP64 Protocol Specification 1.00, "Request Packet".
 */
public final class RetransmitClient implements GapRecovery, PacketSource {

    /** Ranges remembered; a newer one pushes the lowest out, which then becomes a gap. */
    public static final int MAX_RANGES = 1024;
    /** Single messages given up between two answers before the servers are taken for dead. */
    static final int MAX_SKIPS = 16;

    private final RetransmitConfig config;
    private final EpochNanoClock clock;
    private final LongConsumer latencyNanos;
    private final RequestSocket socket;
    private final CounterSet<RetransmitCounter> counters = new CounterSet<>(RetransmitCounter.class);
    private final SequenceRanges wanted = new SequenceRanges(MAX_RANGES);
    private final ByteBuffer answerBytes = ByteBuffer.allocateDirect(0xFFFF);
    private final UnsafeBuffer answer = new UnsafeBuffer(answerBytes);
    private final ByteBuffer requestBytes = ByteBuffer.allocateDirect(MoldUdp64Request.LENGTH);
    private final UnsafeBuffer request = new UnsafeBuffer(requestBytes);
    private final long[] asked;
    private int askedCount;
    private boolean progress;
    private boolean answering;
    private long roundEnd;
    private long timeout;
    private int timeouts;
    private int server;
    private int skipsLeft;
    private boolean dead;
    private long givenUpEnd;
    private String session;
    private boolean closed;

    /**
     * Opens a socket on a free port.
     *
     * @param latencyNanos told how long each hole that an answer filled had been open
     * @throws IOException if no socket can be had
     */
    public RetransmitClient(final RetransmitConfig config, final EpochNanoClock clock, final LongConsumer latencyNanos)
            throws IOException {
        this(config, clock, latencyNanos, RequestSocket.open());
    }

    /** The same over a socket that is given and closed with the client. */
    RetransmitClient(
            final RetransmitConfig config,
            final EpochNanoClock clock,
            final LongConsumer latencyNanos,
            final RequestSocket socket) {
        this.config = config;
        this.clock = clock;
        this.latencyNanos = latencyNanos;
        this.socket = socket;
        this.timeout = config.firstTimeoutNanos();
        this.asked = new long[config.maxOutstanding()];
    }

    @Override
    public void missing(final String missingSession, final long begin, final long end) {
        if (!missingSession.equals(session)) {
            session = missingSession;
            wanted.clear();
            newRound();
        }
        wanted.append(begin, end, clock.nanoTime());
        counters.set(RetransmitCounter.OVERFLOWED, wanted.dropped());
    }

    @Override
    public void closed(final String closedSession, final long begin, final long end) {
        if (!closedSession.equals(session)) {
            return;
        }
        final int lowest = wanted.firstEndingAbove(begin);
        final long opened = lowest < wanted.size() ? wanted.stamp(lowest) : 0;
        final long removed = wanted.remove(begin, end);
        counters.set(RetransmitCounter.OVERFLOWED, wanted.dropped());
        if (removed > 0 && answering) {
            progress = true;
            final long latency = clock.nanoTime() - opened;
            counters.add(RetransmitCounter.RECOVERED, removed);
            counters.increment(RetransmitCounter.LATENCY_SAMPLES);
            counters.add(RetransmitCounter.LATENCY_NANOS, latency);
            counters.raise(RetransmitCounter.LATENCY_MAX_NANOS, latency);
            latencyNanos.accept(latency);
        }
    }

    @Override
    public boolean pursuing(final String pursuedSession, final long begin, final long end) {
        return pursuedSession.equals(session) && wanted.count(begin, end) > 0;
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        if (closed) {
            return 0;
        }
        int packets = 0;
        try {
            for (int received = 0; received < packetLimit; received++) {
                final SocketAddress from = receive();
                if (from == null) {
                    break;
                }
                packets += deliver(handler, from);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(describe() + " failed", e);
        }
        if (!wanted.isEmpty()) {
            ask(clock.nanoTime());
        }
        return packets;
    }

    private SocketAddress receive() throws IOException {
        answerBytes.clear();
        return socket.receive(answerBytes);
    }

    private int deliver(final PacketHandler handler, final SocketAddress from) {
        if (!(from instanceof InetSocketAddress sender) || !config.servers().contains(sender)) {
            counters.increment(RetransmitCounter.STRAYS);
            return 0;
        }
        counters.increment(RetransmitCounter.ANSWERS);
        dead = false;
        skipsLeft = MAX_SKIPS;
        answering = true;
        try {
            handler.onPacket(config.line(), answer, 0, answerBytes.position(), clock.nanoTime());
        } finally {
            answering = false;
        }
        return 1;
    }

    private void ask(final long now) {
        giveUpExpired(now);
        if (askedCount > 0 && !roundAnswered()) {
            if (now - roundEnd < 0) {
                return;
            }
            roundTimedOut();
        } else if (askedCount > 0) {
            newRound();
        }
        sendRound(now);
    }

    private void giveUpExpired(final long now) {
        while (!wanted.isEmpty() && now - wanted.stamp(0) >= config.deadlineNanos()) {
            giveUp(wanted.end(0));
        }
    }

    /** Gives up the lowest numbers, up to {@code end}. */
    private void giveUp(final long end) {
        final long begin = wanted.begin(0);
        if (begin != givenUpEnd) {
            counters.increment(RetransmitCounter.FAILED_RANGES);
        }
        givenUpEnd = end;
        counters.add(RetransmitCounter.GIVEN_UP, wanted.remove(begin, end));
    }

    private boolean roundAnswered() {
        for (int i = 0; i < askedCount; i++) {
            if (wanted.count(asked[i], asked[i] + 1) > 0) {
                return false;
            }
        }
        return true;
    }

    private void roundTimedOut() {
        if (progress) {
            newRound();
            return;
        }
        counters.increment(RetransmitCounter.TIMEOUTS);
        askedCount = 0;
        server = (server + 1) % config.servers().size();
        timeout = Math.min(2 * timeout, config.maxTimeoutNanos());
        timeouts++;
        final int onceEach = Math.min(config.maxTimeouts(), config.servers().size());
        if (timeouts < (dead ? onceEach : config.maxTimeouts()) || wanted.isEmpty()) {
            return;
        }
        if (skipsLeft > 0) {
            skipsLeft--;
            giveUp(wanted.begin(0) + 1);
            newRound();
            timeouts = config.maxTimeouts() - onceEach;
        } else {
            dead = true;
            giveUp(wanted.end(0));
            newRound();
        }
    }

    private void newRound() {
        askedCount = 0;
        progress = false;
        timeouts = 0;
        timeout = config.firstTimeoutNanos();
    }

    private void sendRound(final long now) {
        for (int i = 0; i < wanted.size() && now - wanted.stamp(i) >= config.settleNanos(); i++) {
            for (long begin = wanted.begin(i); begin < wanted.end(i); begin += config.maxMessagesPerRequest()) {
                if (askedCount == asked.length) {
                    return;
                }
                final int count = (int) Math.min(config.maxMessagesPerRequest(), wanted.end(i) - begin);
                asked[askedCount++] = begin;
                roundEnd = now + timeout;
                send(begin, count);
            }
        }
    }

    private void send(final long begin, final int count) {
        MoldUdp64Request.encode(request, 0, session, begin, count);
        requestBytes.clear();
        try {
            socket.send(requestBytes, config.servers().get(server));
            counters.increment(RetransmitCounter.REQUESTS);
        } catch (final IOException e) {
            // Not fatal: the timeout that follows tries the next server.
            counters.increment(RetransmitCounter.SEND_ERRORS);
        }
    }

    /** Messages still asked for. */
    public long outstanding() {
        return wanted.count(0, Long.MAX_VALUE);
    }

    /** Counters; any thread may read. */
    public CounterSet<RetransmitCounter> counters() {
        return counters;
    }

    @Override
    public boolean exhausted() {
        return closed;
    }

    @Override
    public String describe() {
        return "re-requests to " + config.servers();
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(describe() + " do not close", e);
        }
    }
}
