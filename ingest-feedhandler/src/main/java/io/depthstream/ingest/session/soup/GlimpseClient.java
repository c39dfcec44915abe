package io.depthstream.ingest.session.soup;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * Takes a spin of the book by GLIMPSE 5.0: logs in for sequence 1, hands over what comes, logs out after its last message.
 *
 * <p>Exactly one of {@link GlimpseListener#onSpinEnd} and {@link GlimpseListener#onSpinFailed} follows each
 * {@link #begin}; then it may begin again. Polled, one thread; a message allocates nothing.
 *
 * <p>Source: NASDAQ GLIMPSE 5.0, sections 2 and 4.
 */
public final class GlimpseClient implements AutoCloseable {

    private static final long FROM_THE_BEGINNING = 1;

    private final SoupClient soup;
    private final GlimpseListener listener;
    private final NanoClock clock;
    private final long spinNanos;
    private boolean spinning;
    private long begunNanos;

    /**
     * A client that is not connected.
     *
     * @param spinNanos how long a spin may take in all
     */
    public GlimpseClient(final SoupClientConfig config, final NanoClock clock, final long spinNanos,
                         final GlimpseListener listener) {
        this.listener = listener;
        this.clock = clock;
        this.spinNanos = spinNanos;
        soup = new SoupClient(config, clock, new Spin());
    }

    /** Begins a spin; a second call before the first has ended is an error. */
    public void begin() {
        spinning = true;
        begunNanos = clock.nanoTime();
        soup.connect(FROM_THE_BEGINNING);
    }

    /** Takes what has come. Returns packets received. */
    public int poll() {
        final int packets = soup.poll();
        if (spinning && clock.nanoTime() - begunNanos >= spinNanos) {
            fail("not whole within " + spinNanos / 1_000_000 + " ms");
        }
        return packets;
    }

    /** Breaks a spin off without telling the listener. */
    public void abort() {
        spinning = false;
        soup.logout();
    }

    /** Whether a spin is under way. */
    public boolean spinning() {
        return spinning;
    }

    @Override
    public void close() {
        spinning = false;
        soup.close();
    }

    private void fail(final String detail) {
        if (spinning) {
            spinning = false;
            soup.logout();
            listener.onSpinFailed(detail);
        }
    }

    private final class Spin implements SoupListener {
        @Override
        public void onMessage(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
            if (!spinning) {
                return;
            }
            if (!GlimpseSnapshot.is(buffer, offset, length)) {
                listener.onSpinMessage(buffer, offset, length);
                return;
            }
            final long next = GlimpseSnapshot.sequence(buffer, offset, length);
            if (next == SoupText.NO_NUMBER) {
                fail("a snapshot message of " + length + " bytes without a sequence");
                return;
            }
            spinning = false;
            soup.logout();
            listener.onSpinEnd(next);
        }

        @Override
        public void onEnd(final SoupEnd end, final String detail) {
            fail(end + " before the spin was whole: " + detail);
        }
    }
}
