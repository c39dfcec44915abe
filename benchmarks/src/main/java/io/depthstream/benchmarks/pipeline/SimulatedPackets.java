package io.depthstream.benchmarks.pipeline;

import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.session.MoldUdp64Encoder;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.MessageSource;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A simulated day as MoldUDP64 packets, made when they are polled and so as fast as they are taken: the input is never
 * drained before its end. One thread; allocates nothing while polled.
 */
public final class SimulatedPackets implements PacketSource {
    /** Stays within an Ethernet frame. */
    static final int PACKET_BYTES = 1_400;

    private final MessageSource messages;
    private final MoldUdp64Encoder encoder;
    private final EpochNanoClock clock;
    private final int mostMessages;
    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[PACKET_BYTES]);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
    private int waiting;
    private long sequence = 1;
    private boolean exhausted;

    /**
     * Full packets of one session, received when they are polled.
     *
     * @param session MoldUDP64 session, 1 to 10 characters
     */
    public SimulatedPackets(final MessageSource messages, final String session) {
        this(messages, session, SystemEpochNanoClock.INSTANCE, Integer.MAX_VALUE);
    }

    /**
     * Packets of one session.
     *
     * @param clock        tells when a packet was received, once a packet, when the message after its last has been taken
     * @param mostMessages of a packet
     */
    SimulatedPackets(final MessageSource messages, final String session, final EpochNanoClock clock, final int mostMessages) {
        this.messages = messages;
        this.clock = clock;
        this.mostMessages = mostMessages;
        encoder = new MoldUdp64Encoder().session(session);
        waiting = messages.next(message, 0);
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        int packets = 0;
        while (packets < packetLimit && waiting > 0) {
            encoder.begin(packet, 0, PACKET_BYTES, sequence);
            while (waiting > 0 && encoder.count() < mostMessages && encoder.fits(waiting)) {
                encoder.message(message, 0, waiting);
                waiting = messages.next(message, 0);
            }
            sequence += encoder.count();
            handler.onPacket(0, packet, 0, encoder.length(), clock.nanoTime());
            packets++;
        }
        exhausted = waiting == 0;
        return packets;
    }

    @Override
    public boolean exhausted() {
        return exhausted;
    }

    @Override
    public String describe() {
        return "simulated day";
    }

    @Override
    public void close() {
        exhausted = true;
    }
}
