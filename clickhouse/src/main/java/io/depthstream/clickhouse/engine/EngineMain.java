package io.depthstream.clickhouse.engine;

import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The engine's process: library, folder and port as arguments; prints the port when it listens, and ends when its
 * standard input does, so that it never outlives who started it.
 */
public final class EngineMain {

    /** What the line with the port begins with. */
    static final String LISTENS = "listening on ";

    private EngineMain() {}

    /** Opens the folder and serves it. */
    public static void main(final String[] arguments) throws Exception {
        try (Engine engine = new Engine(Path.of(arguments[0]), Path.of(arguments[1]));
                EngineFront front = new EngineFront(engine, Integer.parseInt(arguments[2]))) {
            System.out.println(LISTENS + front.port());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        // The library's own threads must not keep the process.
        Runtime.getRuntime().halt(0);
    }
}
