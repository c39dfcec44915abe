package io.depthstream.ingest.afxdp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The {@code bpf(2)} commands of a packet source and of a generator: maps, the program, its attachment, its run without
 * one. What is made is a file descriptor, and closing that undoes it; so does the end of the process.
 *
 * <p>Source: union bpf_attr in include/uapi/linux/bpf.h. Any thread.
 */
final class Bpf {
    private static final int ATTRIBUTE_BYTES = 128;
    private static final int LOG_BYTES = 64 << 10;
    /** Of the verifier's log, its end: what it refused stands there. */
    private static final int SHOWN_LOG_CHARACTERS = 2_000;

    private static final int MAP_CREATE = 0;
    private static final int MAP_LOOK_UP = 1;
    private static final int MAP_UPDATE = 2;
    private static final int PROGRAM_LOAD = 5;
    private static final int PROGRAM_RUN = 10;
    private static final int LINK_CREATE = 28;

    private static final int ARRAY = 2;
    private static final int MAP_OF_DEVICES = 14;
    private static final int MAP_OF_SOCKETS = 17;
    private static final int LIVE_FRAMES = 2;
    private static final int XDP_PROGRAM = 6;
    private static final int XDP_ATTACHMENT = 37;
    private static final String LICENSE = "Dual BSD/GPL";
    private static final String NAME = "depthstream";

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private Bpf() {
    }

    private static long callNumber() {
        return System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
    }

    private static int call(final int command, final MemorySegment attributes, final String what)
            throws SystemCallException {
        return LinuxCalls.systemCall(callNumber(), command, attributes, attributes.byteSize(), what);
    }

    /** Makes an empty map from queue to AF_XDP socket. */
    static int socketMap(final int queues) throws SystemCallException {
        return map(MAP_OF_SOCKETS, Integer.BYTES, queues, "bpf map of sockets");
    }

    /** Makes an empty map to an interface. */
    static int deviceMap() throws SystemCallException {
        return map(MAP_OF_DEVICES, Integer.BYTES, 1, "bpf map of devices");
    }

    /** Makes a map of entries that are all zeroes at first. */
    static int array(final int entryBytes, final int entries) throws SystemCallException {
        return map(ARRAY, entryBytes, entries, "bpf array of " + entries + " times " + entryBytes + " bytes");
    }

    private static int map(final int type, final int entryBytes, final int entries, final String what)
            throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
            attributes.set(INT, 0, type);
            attributes.set(INT, 4, Integer.BYTES);
            attributes.set(INT, 8, entryBytes);
            attributes.set(INT, 12, entries);
            attributes.setString(28, NAME);
            return call(MAP_CREATE, attributes, what);
        }
    }

    /** Enters a number: a queue's socket, or an interface's index. */
    static void enter(final int map, final int key, final int value) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            enter(map, key, arena.allocateFrom(INT, value));
        }
    }

    /** Enters the bytes of an entry. */
    static void enter(final int map, final int key, final MemorySegment value) throws SystemCallException {
        entry(MAP_UPDATE, map, key, value);
    }

    /** Reads the bytes of an entry. */
    static void read(final int map, final int key, final MemorySegment value) throws SystemCallException {
        entry(MAP_LOOK_UP, map, key, value);
    }

    private static void entry(final int command, final int map, final int key, final MemorySegment value)
            throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
            attributes.set(INT, 0, map);
            attributes.set(LONG, 8, arena.allocateFrom(INT, key).address());
            attributes.set(LONG, 16, value.address());
            call(command, attributes, "bpf map entry " + key);
        }
    }

    /**
     * Runs a program on copies of a frame, and does with each what the program says, as if it had come by an interface.
     *
     * @param times how often; a signal may end it before
     * @param batch frames after which those redirected go their way, 1 to 256
     */
    static void runLive(final int program, final MemorySegment frame, final int times, final int batch)
            throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
            attributes.set(INT, 0, program);
            attributes.set(INT, 8, (int) frame.byteSize());
            attributes.set(LONG, 16, frame.address());
            attributes.set(INT, 32, times);
            attributes.set(INT, 64, LIVE_FRAMES);
            attributes.set(INT, 72, batch);
            call(PROGRAM_RUN, attributes, "bpf run of live frames");
        } catch (final SystemCallException e) {
            if (e.errno() != Errno.INTERRUPTED) {
                throw e;
            }
        }
    }

    /**
     * Loads a program; a refusal carries the end of the verifier's log.
     *
     * @throws VerifierException if the kernel takes the program for unsafe
     */
    static int load(final byte[] program) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
            final MemorySegment log = arena.allocate(LOG_BYTES);
            attributes.set(INT, 0, XDP_PROGRAM);
            attributes.set(INT, 4, program.length / BpfAssembler.INSTRUCTION_BYTES);
            attributes.set(LONG, 8, arena.allocateFrom(ValueLayout.JAVA_BYTE, program).address());
            attributes.set(LONG, 16, arena.allocateFrom(LICENSE).address());
            attributes.setString(48, NAME);
            attributes.set(INT, 68, XDP_ATTACHMENT);
            try {
                return call(PROGRAM_LOAD, attributes, "bpf program");
            } catch (final SystemCallException refused) {
                if (refused.errno() == Errno.NOT_PERMITTED) {
                    throw refused;
                }
                // Asked again with a log: a log that is too small would make a good program fail, so not at first.
                attributes.set(INT, 24, 1);
                attributes.set(INT, 28, LOG_BYTES);
                attributes.set(LONG, 32, log.address());
                return loadWithLog(attributes, log);
            }
        }
    }

    private static int loadWithLog(final MemorySegment attributes, final MemorySegment log)
            throws SystemCallException {
        try {
            return call(PROGRAM_LOAD, attributes, "bpf program");
        } catch (final SystemCallException refused) {
            final String text = log.getString(0);
            throw new VerifierException(refused.errno(),
                text.substring(Math.max(0, text.length() - SHOWN_LOG_CHARACTERS)).strip());
        }
    }

    /** Attaches a program to an interface until the descriptor is closed, by whichever way the flags say. */
    static int attach(final int program, final int interfaceIndex, final int flags, final String what)
            throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
            attributes.set(INT, 0, program);
            attributes.set(INT, 4, interfaceIndex);
            attributes.set(INT, 8, XDP_ATTACHMENT);
            attributes.set(INT, 12, flags);
            return call(LINK_CREATE, attributes, what);
        }
    }
}
