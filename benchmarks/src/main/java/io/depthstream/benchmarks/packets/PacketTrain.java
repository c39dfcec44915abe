package io.depthstream.benchmarks.packets;

import io.depthstream.ingest.packet.BatchSender;
import io.depthstream.ingest.packet.RateSender;
import io.depthstream.ingest.session.MoldUdp64Encoder;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packets of a simulated day's busy moments, sent over and over, all of one length, each with its number and its time of
 * sending at its end. The times are {@link System#nanoTime}, which sender and receiver share. One thread; allocates nothing while
 * sending.
 */
final class PacketTrain {
    /** Bytes of payload of each, stamp included: with headers a full Ethernet frame is not exceeded. */
    static final int PACKET_BYTES = 1_364;
    /** Number and time at the end. */
    static final int TRAILER_BYTES = RateSender.TRAILER_BYTES;
    /** Most messages of a packet: one of a busy moment, and as many as the first trials of AF_XDP had. */
    static final int MESSAGES = 32;
    /** Packets of one system call. */
    static final int BATCH = 32;
    /** Different packets, a multiple of the batch. */
    static final int PACKETS = 512;

    private final BatchSender[] senders;
    private final RateSender generator;
    private int next;
    private long sent;

    /**
     * @param senders   one for each batch, all to the same line
     * @param generator of {@link #PACKETS} packets, to it as well
     */
    PacketTrain(final BatchSender[] senders, final RateSender generator, final long seed) {
        this.senders = senders;
        this.generator = generator;
        final MarketSimulator day = new MarketSimulator(SimulationConfig.fullDay().withSeed(seed));
        final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final MoldUdp64Encoder encoder = new MoldUdp64Encoder().session("BENCH");
        skipDirectory(day, message);
        int waiting = day.next(message, 0);
        long sequence = 1;
        for (int packet = 0; packet < PACKETS; packet++) {
            final BatchSender sender = senders[packet / BATCH];
            final int offset = sender.offset(packet % BATCH);
            encoder.begin(sender.buffer(), offset, PACKET_BYTES - TRAILER_BYTES, sequence);
            while (encoder.fits(waiting) && encoder.count() < MESSAGES) {
                encoder.message(message, 0, waiting);
                waiting = day.next(message, 0);
            }
            sequence += encoder.count();
            sender.length(packet % BATCH, PACKET_BYTES);
            generator.buffer().putBytes(0, sender.buffer(), offset, PACKET_BYTES);
            generator.keep(packet);
        }
    }

    /** The day begins with a message for each symbol; what comes after is the ordinary mix. */
    private static void skipDirectory(final MarketSimulator day, final UnsafeBuffer message) {
        for (int i = 0; i < 100_000; i++) {
            day.next(message, 0);
        }
    }

    /** Sends the next batch, or only its first {@code packets}. */
    void send(final int packets) {
        final int batch = next;
        next = batch + 1 == senders.length ? 0 : batch + 1;
        final BatchSender sender = senders[batch];
        final long now = System.nanoTime();
        for (int i = 0; i < packets; i++) {
            final int trailer = sender.offset(i) + PACKET_BYTES - TRAILER_BYTES;
            sender.buffer().putLong(trailer, sent + i, ByteOrder.LITTLE_ENDIAN);
            sender.buffer().putLong(trailer + Long.BYTES, now, ByteOrder.LITTLE_ENDIAN);
        }
        sender.send(packets);
        sent += packets;
    }

    /** Sends from the kernel, at a rate or as fast as it can; these packets have numbers of their own. */
    RateSender.Sent flood(final double perSecond, final long nanos) {
        return generator.send(perSecond, nanos);
    }

    /** Packets sent so far, those of {@link #flood} apart. */
    long sent() {
        return sent;
    }
}
