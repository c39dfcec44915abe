package io.depthstream.kdb.ipc;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running q: an engine, the one thread that evaluates, a port on the loopback interface and a timer. The port and the
 * timer follow {@code \p} and {@code \t}. Messages are answered in the order in which they come.
 */
public final class QProcess implements AutoCloseable {
    /** The evaluation thread's stack: deep calls need it. */
    private static final long STACK_BYTES = 512L << 20;
    /** Connections that wait to be taken in. */
    private static final int BACKLOG = 64;

    private final Engine engine = new Engine();
    private final ScheduledThreadPoolExecutor evaluation;
    private final Consumer<String> log;
    private final InetAddress address;
    private ServerSocket server;
    private ScheduledFuture<?> timer;
    private long timerMillis;
    private volatile boolean ended;
    private volatile UserFile users;

    /** Makes a process that listens nowhere yet; it writes what nobody asked for to the log. */
    public QProcess(Consumer<String> log) {
        this(log, InetAddress.getLoopbackAddress());
    }

    /** Makes a process that will listen on an address other than loopback. */
    public QProcess(Consumer<String> log, InetAddress address) {
        this.log = log;
        this.address = address;
        evaluation = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(null, work, "q-evaluation", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        evaluation.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        engine.settings().onChange(this::apply);
        IpcVerbs.attach(engine, this);
    }

    /** Lets in only who is in a file, and of them only whom {@code .z.pw} lets in too; for connections from now on. */
    public void setUsers(UserFile file) {
        users = file;
    }

    /** Returns the engine; to be used on the evaluation thread only. */
    public Engine engine() {
        return engine;
    }

    /** Runs work on the evaluation thread and waits for it; a signal comes out as {@link QError}. */
    public <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        evaluation.execute(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QError error) {
                throw error;
            }
            throw new IllegalStateException("the evaluation thread failed", e.getCause());
        } catch (InterruptedException e) {
            engine.interrupt();
            Thread.currentThread().interrupt();
            throw new QError("stop");
        }
    }

    /** Evaluates a text and returns its value. */
    public Value eval(String source) {
        return call(() -> engine.eval(source));
    }

    /** Opens a port, 0 for any free one, and returns it. */
    public int listen(int port) {
        return call(() -> {
            open(port);
            return engine.settings().port();
        });
    }

    void submit(Runnable work) {
        try {
            evaluation.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                    log("q: " + e);
                }
            });
        } catch (RejectedExecutionException e) {
            log("q: a message comes after the end");
        }
    }

    /** Whether the process is ending or has ended: nobody waits for callbacks any more. */
    boolean ended() {
        return ended;
    }

    void log(String line) {
        log.accept(line);
    }

    /** Evaluates a message as {@code .z.pg} or {@code .z.ps} wants, by {@code value} where they are not set. */
    Value handle(Value message, boolean sync) {
        Value callback = engine.globals().get(sync ? ".z.pg" : ".z.ps");
        Value handler = callback == null ? engine.builtin("value") : callback;
        return engine.guarded(() -> engine.apply(handler, message));
    }

    /** Calls a callback if there is one; its error goes to the log. */
    void callback(String name, Value... args) {
        Value callback = engine.globals().get(name);
        if (callback != null) {
            try {
                engine.guarded(() -> engine.apply(callback, args));
            } catch (QError e) {
                log("q: '" + e.getMessage() + " in " + name);
            }
        }
    }

    private void apply() {
        if (engine.settings().timerMillis() != timerMillis) {
            timerMillis = engine.settings().timerMillis();
            if (timer != null) {
                timer.cancel(false);
            }
            timer = timerMillis == 0 ? null : evaluation.scheduleAtFixedRate(
                () -> callback(".z.ts", engine.lookup(".z.P")), timerMillis, timerMillis, TimeUnit.MILLISECONDS);
        }
        int port = engine.settings().port();
        boolean open = server != null;
        if (port == 0 && open || port != 0 && (!open || server.getLocalPort() != port)) {
            open(port == 0 ? -1 : port);
        }
    }

    private void open(int port) {
        try {
            if (server != null) {
                server.close();
                server = null;
            }
            if (port >= 0) {
                ServerSocket opened = new ServerSocket();
                opened.setReuseAddress(true);
                opened.bind(new InetSocketAddress(address, port), BACKLOG);
                server = opened;
                Thread acceptor = new Thread(() -> accept(opened), "q-accept");
                acceptor.setDaemon(true);
                acceptor.start();
            }
            engine.settings().portOpened(server == null ? 0 : server.getLocalPort());
        } catch (IOException e) {
            engine.settings().portOpened(0);
            throw new QError(port + ": " + e.getMessage());
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                Thread greeter = new Thread(() -> greet(socket), "q-handshake");
                greeter.setDaemon(true);
                greeter.start();
            } catch (IOException e) {
                if (!from.isClosed()) {
                    log("q: no connection can be taken in: " + e.getMessage());
                }
            }
        }
    }

    private void greet(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Handshake.TIMEOUT_MILLIS);
            Handshake.Credentials credentials = Handshake.read(socket.getInputStream());
            if (credentials == null || users != null && !users.allows(credentials.user(), credentials.password()) || !call(() -> allowed(credentials))) {
                socket.close();
                return;
            }
            socket.setSoTimeout(0);
            OutputStream out = socket.getOutputStream();
            call(() -> {
                Connection connection = new Connection(this, socket, credentials.user());
                Handshake.accept(out, credentials);
                int number = connection.open();
                engine.dotZ().calling(number, connection.user(), connection.address());
                callback(".z.po", Atom.ofInt(number));
                engine.dotZ().calling(0, System.getProperty("user.name", ""), 0);
                return number;
            });
        } catch (IOException | QError | IllegalStateException e) {
            log("q: a connection is refused: " + e.getMessage());
            try {
                socket.close();
            } catch (IOException closing) {
                log("q: and does not close: " + closing.getMessage());
            }
        }
    }

    private boolean allowed(Handshake.Credentials credentials) {
        Value check = engine.globals().get(".z.pw");
        if (check == null) {
            return true;
        }
        Value answer = engine.apply(check, Atom.symbol(credentials.user()), ByteVec.ofText(credentials.password()));
        return answer instanceof Atom atom && atom.type() == -Type.BOOL && atom.longValue() != 0;
    }

    @Override
    public void close() {
        ended = true;
        try {
            call(() -> {
                if (server != null) {
                    server.close();
                }
                for (int number : engine.handles().connections()) {
                    engine.handles().get(number).close();
                }
                return null;
            });
        } finally {
            evaluation.shutdownNow();
        }
    }
}
