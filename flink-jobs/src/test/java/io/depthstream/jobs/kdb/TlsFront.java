package io.depthstream.jobs.kdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Takes connections by TLS and hands their bytes on to a port without: what a kdb+ started with {@code -E 2} is to a client. */
final class TlsFront implements AutoCloseable {
    static final String PASSWORD = "changeit";

    private final SSLServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Handshakes that ended well. */
    final AtomicInteger secured = new AtomicInteger();

    /**
     * Listens on a free port.
     *
     * @param keys   a key store, as {@link #keys} makes it
     * @param target port that speaks plainly
     */
    TlsFront(final Path keys, final int target) throws IOException, GeneralSecurityException {
        this.target = target;
        final KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        listening = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
        start(this::accept, "tls-front");
    }

    /** A key and its own certificate, for localhost; the same file says whom to trust. */
    static Path keys(final Path file) throws IOException, InterruptedException {
        final Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "kdb",
                "-keyalg", "EC", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD,
                "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1").inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        return file;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                final SSLSocket client = (SSLSocket) listening.accept();
                open.add(client);
                start(() -> serve(client), "tls-front-client");
            } catch (final IOException closed) {
                // The loop's condition tells.
                Thread.yield();
            }
        }
    }

    private void serve(final SSLSocket client) {
        try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.startHandshake();
            secured.incrementAndGet();
            open.add(server);
            start(() -> pump(client, server), "tls-front-up");
            pump(server, client);
        } catch (final IOException distrusted) {
            open.remove(client);
        }
    }

    private static void pump(final Socket from, final Socket to) {
        try (from; to) {
            final InputStream in = from.getInputStream();
            final OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (final IOException gone) {
            Thread.yield();
        }
    }

    private static void start(final Runnable work, final String name) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (final Socket socket : open) {
            socket.close();
        }
    }
}
