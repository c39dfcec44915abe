package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assumptions.abort;

import io.depthstream.ingest.packet.BatchSender;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PacketSourceProvider;
import io.depthstream.ingest.packet.PrivateNetwork;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import io.depthstream.ingest.session.MoldUdp64;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;

/** A private network with a venue that sends numbered packets to groups A and B. Skips the test where none can be made. */
final class Wire implements AutoCloseable {
    static final String GROUP_A = "233.54.12.111";
    static final String GROUP_B = "233.54.12.112";
    static final int PORT = 26477;
    /** Packets under way at once: fewer than any queue on the way holds, so that nothing is lost on a busy machine. */
    static final int WINDOW = 128;
    static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final int BATCH = 32;
    private static final int PACKET_BYTES = 200;

    final VethNetwork network;

    private Wire(final VethNetwork network) {
        this.network = network;
    }

    /** Makes one, or skips the test with the reason. */
    static Wire make(final int queues) {
        try {
            return new Wire(VethNetwork.make(queues));
        } catch (final UnavailableHereException e) {
            return abort(e.getMessage());
        }
    }

    static LineAddress line(final String group) {
        return LineAddress.parse(group + ':' + PORT + '@' + PrivateNetwork.FEED_INTERFACE);
    }

    /** Opens a source in the receiver's namespace. */
    PacketSource open(final PacketSourceProvider provider, final Map<String, String> options, final String... groups)
            throws Exception {
        final List<LineAddress> lines = List.of(groups).stream().map(Wire::line).toList();
        return network.inFeed(() -> provider.open(new SourceRequest(lines, 1 << 20, options)));
    }

    AfXdpPacketSource openXdp(final Map<String, String> options, final String... groups) throws Exception {
        return (AfXdpPacketSource) open(new AfXdpProvider(), options, groups);
    }

    /** Sends packets numbered from {@code first} to a group, never more under way than the window. */
    void send(final String group, final int port, final long first, final int count, final LongSupplier received)
            throws Exception {
        try (BatchSender sender = network.sender(new InetSocketAddress(group, port), BATCH, PACKET_BYTES)) {
            final MutableDirectBuffer buffer = sender.buffer();
            for (int i = 0; i < BATCH; i++) {
                buffer.putStringWithoutLengthAscii(sender.offset(i), "SESSION001");
                buffer.putShort(sender.offset(i) + MoldUdp64.COUNT_OFFSET, (short) 1, ByteOrder.BIG_ENDIAN);
                sender.length(i, PACKET_BYTES);
            }
            for (int sent = 0; sent < count; ) {
                final int most = Math.min(BATCH, count - sent);
                final int now = sent;
                await(() -> now + most - received.getAsLong() <= WINDOW, "the receiver stopped at "
                    + received.getAsLong() + " of " + sent);
                for (int i = 0; i < most; i++) {
                    buffer.putLong(sender.offset(i) + MoldUdp64.SEQUENCE_OFFSET, first + sent + i, ByteOrder.BIG_ENDIAN);
                }
                sent += sender.send(most);
            }
        }
    }

    /** Waits for a condition; fails at the deadline. */
    static void await(final BooleanSupplier condition, final String otherwise) {
        final long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(otherwise);
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
