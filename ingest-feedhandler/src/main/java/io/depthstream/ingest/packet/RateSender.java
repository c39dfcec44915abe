package io.depthstream.ingest.packet;

import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;

/**
 * Sends the same packets over and over, in any order, at a rate, from within the kernel and past its stack, so that not the sender but
 * the receiver is what a measurement finds. One thread.
 *
 * <p>The last {@link #TRAILER_BYTES} of each packet are written when it is sent, both little-endian: its number, from 0 on
 * for the life of the sender, and the time as {@link System#nanoTime} gives it.
 */
public interface RateSender extends AutoCloseable {
    /** Bytes of number and time at the end of each packet. */
    int TRAILER_BYTES = 2 * Long.BYTES;

    /**
     * What was sent.
     *
     * @param packets of them
     * @param nanos   from the beginning until the last of them left
     */
    record Sent(long packets, long nanos) {
        /** Packets a second, until the last of them left. */
        public double perSecond() {
            return nanos == 0 ? 0 : packets * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
        }
    }

    /** Where to write the packets; what {@link #keep} took from here is what is sent. */
    MutableDirectBuffer buffer();

    /** Takes the payload that lies at the beginning of {@link #buffer}, its trailer apart, as a packet. */
    void keep(int packet);

    /**
     * Sends at a rate, or as fast as it can where that is less. It may return later than the last packet left.
     *
     * @param perSecond packets a second, above 0
     * @param nanos     how long, above 0
     * @throws java.io.UncheckedIOException if the kernel refuses
     */
    Sent send(double perSecond, long nanos);

    @Override
    void close();
}
