package io.depthstream.kdb.ipc;

import io.depthstream.kdb.value.QError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The first bytes of a connection: {@code user:password}, a capability, a zero; answered by a capability, or by closing. */
final class Handshake {
    /** Timestamps, timespans, guids and messages above 2 GB are known to the other side; this side speaks the same. */
    static final int CAPABILITY = 3;
    /** Longer names and passwords are refused. */
    static final int MOST_BYTES = 1_024;
    /** A client that says nothing for so long is dropped. */
    static final int TIMEOUT_MILLIS = 10_000;

    private Handshake() {
    }

    /** What a client says of itself. */
    record Credentials(String user, String password, int capability) {
    }

    /** Reads what a client says; null if it is no handshake. */
    static Credentials read(InputStream in) throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        int n = 0;
        while (n < MOST_BYTES) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            if (b == 0) {
                break;
            }
            bytes[n++] = (byte) b;
        }
        if (n == MOST_BYTES) {
            return null;
        }
        int capability = n > 0 && bytes[n - 1] >= 0 && bytes[n - 1] < ' ' ? bytes[n - 1] : 0;
        String text = new String(bytes, 0, n - (capability > 0 ? 1 : 0), StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(':');
        return new Credentials(colon < 0 ? text : text.substring(0, colon), colon < 0 ? "" : text.substring(colon + 1), capability);
    }

    /** Answers a client that is let in. */
    static void accept(OutputStream out, Credentials credentials) throws IOException {
        out.write(Math.min(CAPABILITY, credentials.capability()));
        out.flush();
    }

    /** Opens a connection to a server; signals {@code access} when it closes, {@code hop} when nobody is there. */
    static Socket connect(String host, int port, String user, int timeoutMillis) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host.isEmpty() ? "localhost" : host, port), timeoutMillis);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(timeoutMillis);
            OutputStream out = socket.getOutputStream();
            out.write(user.getBytes(StandardCharsets.ISO_8859_1));
            out.write(new byte[] {CAPABILITY, 0});
            out.flush();
            if (socket.getInputStream().read() < 0) {
                socket.close();
                throw new QError("access");
            }
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException e) {
            try {
                socket.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw new QError("hop. OS reports: " + e.getMessage());
        }
    }
}
