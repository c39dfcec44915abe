package io.depthstream.kdb.ipc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.kx.c;
import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.QError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server on the loopback interface, with the official client and with itself as clients. */
@Timeout(60)
class QProcessTest {
    private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

    private final List<String> log = new CopyOnWriteArrayList<>();
    private QProcess server;
    private int port;

    @BeforeEach
    void open() {
        server = new QProcess(log::add);
        port = server.listen(0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private c client() throws Exception {
        return new c(HOST, port, "user:password");
    }

    @Test
    void shouldAnswerTheOfficialClient() throws Exception {
        c client = client();
        try {
            assertEquals(3L, client.k("1+2"));
            assertArrayEquals(new long[] {3, 5}, (long[]) client.k("{x+y}", new long[] {1, 2}, new long[] {2, 3}));
            assertEquals("type", assertThrows(c.KException.class, () -> client.k("1+`a")).getMessage());
            assertEquals(4L, client.k("2+2"));
        } finally {
            client.close();
        }
    }

    @Test
    void shouldEvaluateAsynchronousMessagesBeforeTheNextSynchronousOne() throws Exception {
        c client = client();
        try {
            client.k("n:0");
            for (int i = 0; i < 500; i++) {
                client.ks("n+:1");
            }
            assertEquals(500L, client.k("n"));
            client.ks("1+`a");
            assertEquals(500L, client.k("n"));
            assertTrue(log.stream().anyMatch(line -> line.contains("'type")), log.toString());
        } finally {
            client.close();
        }
    }

    @Test
    void shouldCallTheCallbacksOfConnections() throws Exception {
        server.eval("opened:closed:0;.z.po:{opened+:1};.z.pc:{closed+:1};.z.pg:{(`got;x)};.z.pw:{[u;p](u=`user)and p~\"password\"}");
        c client = client();
        Object[] answer = (Object[]) client.k("anything");
        assertEquals("got", answer[0]);
        assertThrows(Exception.class, () -> new c(HOST, port, "user:wrong"));
        client.close();
        while (!SourceText.of(server.eval("closed")).equals("1")) {
            Thread.onSpinWait();
        }
        assertEquals("1", SourceText.of(server.eval("opened")));
    }

    @Test
    void shouldLetInWhomTheFileOfUsersNames(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("users"), "user:password\nmd5:5f4dcc3b5aa765d61d8327deb882cf99\n"
            + "sha:5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8\n\n");
        server.setUsers(UserFile.read(file));
        for (String login : List.of("user:password", "md5:password", "sha:password")) {
            c client = new c(HOST, port, login);
            assertEquals(2L, client.k("1+1"), login);
            client.close();
        }
        for (String login : List.of("user:", "user:Password", "md5:other", "nobody:password", "")) {
            assertThrows(Exception.class, () -> new c(HOST, port, login), login);
        }
        server.eval(".z.pw:{[u;p]not u=`md5}");
        assertThrows(Exception.class, () -> new c(HOST, port, "md5:password"));
        assertThrows(IOException.class, () -> UserFile.read(Files.writeString(folder.resolve("bad"), "no colon\n")));
    }

    @Test
    void shouldTalkToAnotherProcessOfItsKind() {
        try (QProcess other = new QProcess(log::add)) {
            other.eval("h:hopen " + port);
            other.eval("h\"t:([]a:1 2;b:`x`y)\"");
            assertEquals("+`a`b!(1 2;`x`y)", SourceText.of(other.eval("h\"t\"")));
            assertEquals("3", SourceText.of(other.eval("h(+;1;2)")));
            assertEquals("rank", assertThrows(QError.class, () -> other.eval("h\"flip 1 2\"")).getMessage());
            other.eval("(neg h)\"a:7\"");
            assertEquals("7", SourceText.of(other.eval("h\"a\"")));
            other.eval("hclose h");
            assertThrows(QError.class, () -> other.eval("h\"a\""));
        }
    }

    @Test
    void shouldCallAClientBackWhileItWaits() {
        try (QProcess other = new QProcess(log::add)) {
            other.eval("f:{2*x};h:hopen " + port);
            server.eval("g:{(neg .z.w)(`set;`seen;x);x+1}");
            assertEquals("6", SourceText.of(other.eval("h(`g;5)")));
            while (!SourceText.of(other.eval("@[value;`seen;0]")).equals("5")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldGoOnWhenAStrangerSendsRubbish() throws Exception {
        for (byte[] rubbish : List.of(new byte[] {0}, "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[] {'u', ':', 'p', 3, 0, 1, 1, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F},
                new byte[] {'u', ':', 'p', 3, 0, 9, 9, 9, 9, 9, 9, 9, 9})) {
            try (Socket socket = new Socket(HOST, port)) {
                OutputStream out = socket.getOutputStream();
                out.write(rubbish);
                socket.shutdownOutput();
                while (socket.getInputStream().read() >= 0) {
                    Thread.onSpinWait();
                }
            } catch (IOException reset) {
                assertTrue(reset.getMessage() != null);
            }
        }
        c client = client();
        assertEquals(2L, client.k("1+1"));
        client.close();
    }

    @Test
    void shouldRunTheTimer() {
        server.eval("ticks:0;.z.ts:{ticks+:1};system\"t 5\"");
        while (SourceText.of(server.eval("ticks")).length() < 1 || Integer.parseInt(SourceText.of(server.eval("ticks"))) < 3) {
            Thread.onSpinWait();
        }
        server.eval("system\"t 0\"");
        assertEquals("0", SourceText.of(server.eval("system\"t\"")));
    }

    @Test
    void shouldStopRunawayCallsAndListsBeyondMemory() {
        assertEquals("stack", assertThrows(QError.class, () -> server.eval("f:{f x};f 1")).getMessage());
        assertEquals("wsfull", assertThrows(QError.class, () -> server.eval("til 100000000000")).getMessage());
        assertEquals("limit", assertThrows(QError.class, () -> server.eval("(".repeat(5_000) + "1" + ")".repeat(5_000))).getMessage());
        assertEquals("2", SourceText.of(server.eval("1+1")));
    }
}
