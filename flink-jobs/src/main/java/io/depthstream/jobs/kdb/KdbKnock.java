package io.depthstream.jobs.kdb;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/**
 * Logs in on a connection of its own and leaves: does somebody answer there, and in time?
 *
 * <p>The client's constructor waits for the answer to its login without a limit, and a kdb+ that is stopped, or at work on
 * a long query, takes connections and does not answer. After a knock that was answered the client connects.
 */
final class KdbKnock {

    /** Capability byte of the login: timestamps, and messages beyond 2 GB are not asked for. */
    private static final byte CAPABILITY = 3;

    private KdbKnock() {}

    /**
     * Returns when the login is answered.
     *
     * @param login         {@code user:password}, or a user, or nothing
     * @param timeoutMillis limit of the connection, and of the answer
     * @throws IOException when it is not, or refused
     */
    static void knock(
            final String host, final int port, final String login, final boolean tls, final int timeoutMillis)
            throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), timeoutMillis);
            plain.setSoTimeout(timeoutMillis);
            if (tls) {
                final SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
                try (Socket secured = factory.createSocket(plain, host, port, true)) {
                    login(secured, host, port, login);
                }
            } else {
                login(plain, host, port, login);
            }
        }
    }

    private static void login(final Socket socket, final String host, final int port, final String login)
            throws IOException {
        final byte[] text = login.getBytes(StandardCharsets.UTF_8);
        final byte[] message = new byte[text.length + 2];
        System.arraycopy(text, 0, message, 0, text.length);
        message[text.length] = CAPABILITY;
        socket.getOutputStream().write(message);
        if (socket.getInputStream().read() < 0) {
            throw new IOException("kdb+ at " + host + ":" + port + " refuses the login: look at kdb.user and kdb.passwordFile");
        }
    }
}
