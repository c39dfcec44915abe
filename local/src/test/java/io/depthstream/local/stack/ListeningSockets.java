package io.depthstream.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP sockets on which this process and those it started wait for connections, as Linux tells (proc(5)). */
final class ListeningSockets {
    private static final Path PROC = Path.of("/proc");
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTEN = "0A";
    /** 127.0.0.0/8 in the machine's byte order, ::1, and the first within IPv6. */
    private static final String LOOPBACK = "[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F";

    private ListeningSockets() {
    }

    static boolean known() {
        return Files.isReadable(PROC.resolve("self/net/tcp"));
    }

    /** All of them, as {@code address:port} in hexadecimal. */
    static List<String> all() throws IOException {
        final Set<String> own = new HashSet<>();
        final ProcessHandle here = ProcessHandle.current();
        for (final ProcessHandle process : Stream.concat(Stream.of(here), here.descendants()).toList()) {
            own.addAll(inodes(process.pid()));
        }
        final List<String> listening = new ArrayList<>();
        for (final Path table : List.of(PROC.resolve("self/net/tcp"), PROC.resolve("self/net/tcp6"))) {
            for (final String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                final String[] column = line.strip().split("\\s+");
                if (column[STATE].equals(LISTEN) && own.contains(column[INODE])) {
                    listening.add(column[LOCAL_ADDRESS]);
                }
            }
        }
        return listening;
    }

    /** Those that can be reached from another machine. */
    static List<String> beyondLoopback() throws IOException {
        return all().stream().filter(ListeningSockets::isBeyondLoopback).toList();
    }

    static boolean isBeyondLoopback(final String socket) {
        return !socket.substring(0, socket.indexOf(':')).matches(LOOPBACK);
    }

    private static Set<String> inodes(final long process) throws IOException {
        final Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(PROC.resolve(Long.toString(process)).resolve("fd"))) {
            for (final Path descriptor : descriptors.toList()) {
                final String target = target(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(final Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (final NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}
