package io.depthstream.kdb.ipc;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Handles;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Value;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * One connection, opened from either side. A thread of its own reads it: answers go to whoever waits, other messages to
 * the evaluation thread, at most {@link #MOST_PENDING} of them at once. All else runs on the evaluation thread.
 */
final class Connection implements Handles.Handle {
    /** Messages of one connection that wait to be evaluated; the reader stops beyond. */
    static final int MOST_PENDING = 64;
    /** Stands for the end of the connection among the answers. */
    private static final byte[] CLOSED = new byte[0];

    private final Engine q;
    private final QProcess process;
    private final Socket socket;
    private final OutputStream out;
    private final String user;
    private final boolean compress;
    private final Semaphore pending = new Semaphore(MOST_PENDING);
    private final BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(2);
    private int number;
    private volatile boolean closed;

    Connection(QProcess process, Socket socket, String user) throws IOException {
        this.process = process;
        this.q = process.engine();
        this.socket = socket;
        this.user = user;
        this.out = socket.getOutputStream();
        this.compress = !socket.getInetAddress().isLoopbackAddress();
    }

    /** Takes a number, on the evaluation thread, and begins to read. */
    int open() {
        number = q.handles().add(this);
        Thread reader = new Thread(this::read, "q-connection-" + number);
        reader.setDaemon(true);
        reader.start();
        return number;
    }

    String user() {
        return user;
    }

    int address() {
        byte[] bytes = socket.getInetAddress().getAddress();
        return bytes.length == 4 ? java.nio.ByteBuffer.wrap(bytes).getInt() : InetAddress.getLoopbackAddress().hashCode();
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            while (!closed) {
                byte[] header = new byte[Messages.HEADER];
                in.readFully(header);
                Messages.Header parsed = Messages.header(header);
                byte[] message = body(in, header, parsed.length());
                if (parsed.kind() == Messages.RESPONSE) {
                    if (!answers.offer(message)) {
                        throw Decoder.bad();
                    }
                } else {
                    pending.acquire();
                    process.submit(() -> {
                        try {
                            evaluate(message, parsed.kind() == Messages.SYNC);
                        } finally {
                            pending.release();
                        }
                    });
                }
            }
        } catch (IOException | QError | OutOfMemoryError e) {
            if (!closed) {
                process.log("q: connection " + number + " ends: " + (e.getMessage() == null ? "closed by the other side" : e.getMessage()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.clear();
        answers.add(CLOSED);
        if (!process.ended()) {
            process.submit(this::gone);
        }
    }

    /** Reads a message in steps, so that memory is taken only for bytes that come. */
    private static byte[] body(DataInputStream in, byte[] header, int length) throws IOException {
        byte[] message = java.util.Arrays.copyOf(header, Math.min(length, 1 << 20));
        int have = header.length;
        while (have < length) {
            if (have == message.length) {
                message = java.util.Arrays.copyOf(message, (int) Math.min(length, message.length * 2L));
            }
            int step = Math.min(message.length, length) - have;
            in.readFully(message, have, step);
            have += step;
        }
        return message;
    }

    private void gone() {
        close();
        if (q.handles().remove(number)) {
            process.callback(".z.pc", Atom.ofInt(number));
        }
    }

    private void evaluate(byte[] message, boolean sync) {
        byte[] answer;
        q.dotZ().calling(number, user, address());
        try {
            Value result = process.handle(Decoder.message(message), sync);
            answer = sync ? Messages.encode(result, Messages.RESPONSE) : null;
        } catch (QError e) {
            answer = Messages.error(e.getMessage());
            if (!sync) {
                process.log("q: '" + e.getMessage() + " in an asynchronous message of connection " + number);
            }
        } finally {
            q.dotZ().calling(0, System.getProperty("user.name", ""), 0);
        }
        if (sync && !closed) {
            try {
                write(answer);
            } catch (UncheckedIOException e) {
                close();
            }
        }
    }

    private void write(byte[] message) {
        byte[] sent = compress && message.length > Compression.THRESHOLD ? Compression.compress(message) : message;
        try {
            synchronized (out) {
                out.write(sent);
                out.flush();
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private void send(byte[] message) {
        try {
            write(message);
        } catch (UncheckedIOException e) {
            throw new QError("close");
        }
    }

    @Override
    public Value sync(Value message) {
        if (closed) {
            throw new QError("close");
        }
        send(Messages.encode(message, Messages.SYNC));
        try {
            byte[] answer = answers.take();
            if (answer == CLOSED) {
                answers.add(CLOSED);
                throw new QError("close");
            }
            return Decoder.message(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QError("stop");
        }
    }

    @Override
    public void async(Value message) {
        send(Messages.encode(message, Messages.ASYNC));
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            process.log("q: connection " + number + " does not close: " + e.getMessage());
        }
    }
}
