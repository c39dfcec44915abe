package io.depthstream.ingest.afxdp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C library's system calls as this package needs them. A failing one throws {@link SystemCallException}; only the
 * calls made while receiving ({@link #pollFor}, {@link #receiveMany}, {@link #receiveNothing}) return the negated error
 * number instead and allocate nothing.
 *
 * <p>Any thread: the error number is kept per thread, as the C library does.
 */
final class LinuxCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup C = LINKER.defaultLookup();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE = Linker.Option.captureStateLayout()
        .varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> CAPTURED =
        ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle SOCKET = call("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle BIND = call("bind", FunctionDescriptor.of(INT, INT, POINTER, INT));
    private static final MethodHandle CONNECT = call("connect", FunctionDescriptor.of(INT, INT, POINTER, INT));
    private static final MethodHandle NAME = call("getsockname", FunctionDescriptor.of(INT, INT, POINTER, POINTER));
    private static final MethodHandle SET_OPTION =
        call("setsockopt", FunctionDescriptor.of(INT, INT, INT, INT, POINTER, INT));
    private static final MethodHandle GET_OPTION =
        call("getsockopt", FunctionDescriptor.of(INT, INT, INT, INT, POINTER, POINTER));
    private static final MethodHandle MMAP =
        call("mmap", FunctionDescriptor.of(LONG, LONG, LONG, INT, INT, INT, LONG));
    private static final MethodHandle MADVISE = call("madvise", FunctionDescriptor.of(INT, LONG, LONG, INT));
    private static final MethodHandle MUNMAP = call("munmap", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle OPEN =
        call("open", FunctionDescriptor.of(INT, POINTER, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL =
        call("ioctl", FunctionDescriptor.of(INT, INT, LONG, POINTER), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SYSCALL =
        call("syscall", FunctionDescriptor.of(LONG, LONG, LONG, POINTER, LONG), Linker.Option.firstVariadicArg(1));
    private static final MethodHandle INTERFACE_INDEX = call("if_nametoindex", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle SETNS = call("setns", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle SET_AFFINITY =
        call("sched_setaffinity", FunctionDescriptor.of(INT, INT, LONG, POINTER));
    private static final MethodHandle GET_AFFINITY =
        call("sched_getaffinity", FunctionDescriptor.of(INT, INT, LONG, POINTER));
    private static final MethodHandle CLOCK = call("adjtimex", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle PPOLL =
        call("ppoll", FunctionDescriptor.of(INT, POINTER, LONG, POINTER, POINTER));
    private static final MethodHandle RECEIVE =
        call("recvfrom", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT, POINTER, POINTER));
    private static final MethodHandle RECEIVE_MANY =
        call("recvmmsg", FunctionDescriptor.of(INT, INT, POINTER, INT, INT, POINTER));
    private static final MethodHandle SEND_MANY =
        call("sendmmsg", FunctionDescriptor.of(INT, INT, POINTER, INT, INT));

    private static final int DO_NOT_WAIT = 0x40;

    private LinuxCalls() {
    }

    private static MethodHandle call(
            final String name, final FunctionDescriptor types, final Linker.Option... further) {
        final Linker.Option[] options = new Linker.Option[further.length + 1];
        System.arraycopy(further, 0, options, 0, further.length);
        options[further.length] = ERRNO;
        return LINKER.downcallHandle(C.findOrThrow(name), types, options);
    }

    /** A call that may fail; negative is failure. */
    @FunctionalInterface
    private interface Invocation {
        long invoke(MemorySegment captured) throws Throwable;
    }

    private static int errno(final MemorySegment captured) {
        return (int) ERRNO_VALUE.get(captured, 0L);
    }

    /** What a handle throws is a mistake in this class, never the kernel's answer. */
    private static AssertionError broken(final Throwable cause) {
        return new AssertionError("system call handle with wrong types", cause);
    }

    private static int checked(final String what, final Invocation invocation) throws SystemCallException {
        return (int) checkedLong(what, invocation);
    }

    private static long checkedLong(final String what, final Invocation invocation) throws SystemCallException {
        final MemorySegment captured = CAPTURED.get();
        final long result;
        try {
            result = invocation.invoke(captured);
        } catch (final Throwable e) {
            throw broken(e);
        }
        if (result < 0) {
            throw new SystemCallException(what, errno(captured));
        }
        return result;
    }

    static int socket(final int domain, final int type, final int protocol) throws SystemCallException {
        return checked("socket(" + domain + ", " + type + ")",
            c -> (int) SOCKET.invokeExact(c, domain, type, protocol));
    }

    static void bind(final int socket, final MemorySegment address, final String what) throws SystemCallException {
        checked(what, c -> (int) BIND.invokeExact(c, socket, address, (int) address.byteSize()));
    }

    static void connect(final int socket, final MemorySegment address, final String what) throws SystemCallException {
        checked(what, c -> (int) CONNECT.invokeExact(c, socket, address, (int) address.byteSize()));
    }

    /** Fills in the address a socket is bound to. */
    static void socketName(final int socket, final MemorySegment address) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment length = arena.allocateFrom(INT, (int) address.byteSize());
            checked("getsockname", c -> (int) NAME.invokeExact(c, socket, address, length));
        }
    }

    static void setOption(final int socket, final int level, final int option, final MemorySegment value,
            final String what) throws SystemCallException {
        checked(what, c -> (int) SET_OPTION.invokeExact(c, socket, level, option, value, (int) value.byteSize()));
    }

    static void setOption(final int socket, final int level, final int option, final int value, final String what)
            throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            setOption(socket, level, option, arena.allocateFrom(INT, value), what);
        }
    }

    static void getOption(final int socket, final int level, final int option, final MemorySegment value,
            final String what) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment length = arena.allocateFrom(INT, (int) value.byteSize());
            checked(what, c -> (int) GET_OPTION.invokeExact(c, socket, level, option, value, length));
        }
    }

    static int getOption(final int socket, final int level, final int option, final String what)
            throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment value = arena.allocate(INT);
            getOption(socket, level, option, value, what);
            return value.get(INT, 0);
        }
    }

    /** Maps memory, read and write; the segment lives until {@link #unmap}. */
    static MemorySegment map(final int file, final long length, final int flags, final long offset, final String what)
            throws SystemCallException {
        final int readWrite = 3;
        final long address =
            checkedLong(what, c -> (long) MMAP.invokeExact(c, 0L, length, readWrite, flags, file, offset));
        return MemorySegment.ofAddress(address).reinterpret(length);
    }

    static void unmap(final MemorySegment memory) throws SystemCallException {
        checked("munmap", c -> (int) MUNMAP.invokeExact(c, memory.address(), memory.byteSize()));
    }

    /** Tells the kernel how memory will be used. */
    static void advise(final MemorySegment memory, final int advice, final String what) throws SystemCallException {
        checked(what, c -> (int) MADVISE.invokeExact(c, memory.address(), memory.byteSize(), advice));
    }

    static void close(final int file) throws SystemCallException {
        checked("close", c -> (int) CLOSE.invokeExact(c, file));
    }

    /** Opens a file for reading. */
    static int open(final String path) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment text = arena.allocateFrom(path);
            final int readOnly = 0;
            return checked("open " + path, c -> (int) OPEN.invokeExact(c, text, readOnly));
        }
    }

    static void ioctl(final int file, final long request, final MemorySegment argument, final String what)
            throws SystemCallException {
        checked(what, c -> (int) IOCTL.invokeExact(c, file, request, argument));
    }

    /** {@code syscall(number, first, second, third)}, for calls that the C library has no function for. */
    static int systemCall(final long number, final long first, final MemorySegment second, final long third,
            final String what) throws SystemCallException {
        return checked(what, c -> (long) SYSCALL.invokeExact(c, number, first, second, third));
    }

    /** Index of an interface in this thread's network namespace, or 0 where there is none of that name. */
    static int interfaceIndex(final String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) INTERFACE_INDEX.invokeExact(CAPTURED.get(), arena.allocateFrom(name));
        } catch (final Throwable e) {
            throw broken(e);
        }
    }

    /** Moves the calling thread into the network namespace that an open file names. */
    static void enterNetworkNamespace(final int file, final String what) throws SystemCallException {
        final int newNetwork = 0x40000000;
        checked(what, c -> (int) SETNS.invokeExact(c, file, newNetwork));
    }

    /** Lets the calling thread run on the processors of a bit mask only. */
    static void setAffinity(final MemorySegment mask, final String what) throws SystemCallException {
        final int thisThread = 0;
        checked(what, c -> (int) SET_AFFINITY.invokeExact(c, thisThread, mask.byteSize(), mask));
    }

    /** Fills in the processors that the calling thread may run on. */
    static void getAffinity(final MemorySegment mask) throws SystemCallException {
        final int thisThread = 0;
        checked("sched_getaffinity", c -> (int) GET_AFFINITY.invokeExact(c, thisThread, mask.byteSize(), mask));
    }

    /** Fills in what the kernel says of its clock; returns its state. */
    static int clockState(final MemorySegment timex) throws SystemCallException {
        return checked("adjtimex", c -> (int) CLOCK.invokeExact(c, timex));
    }

    /** {@code ppoll} without a signal mask: descriptors ready, 0 at the time limit, or the negated error number. */
    static int pollFor(final MemorySegment descriptors, final long count, final MemorySegment timeLimit) {
        final MemorySegment captured = CAPTURED.get();
        try {
            final int ready = (int) PPOLL.invokeExact(captured, descriptors, count, timeLimit, MemorySegment.NULL);
            return ready < 0 ? -errno(captured) : ready;
        } catch (final Throwable e) {
            throw broken(e);
        }
    }

    /** Asks the kernel to go on receiving, by a receive of no bytes that never waits; 0, or the negated error number. */
    static int receiveNothing(final int socket) {
        final MemorySegment captured = CAPTURED.get();
        try {
            final long result = (long) RECEIVE.invokeExact(captured, socket, MemorySegment.NULL, 0L, DO_NOT_WAIT,
                MemorySegment.NULL, MemorySegment.NULL);
            return result < 0 ? -errno(captured) : 0;
        } catch (final Throwable e) {
            throw broken(e);
        }
    }

    /** {@code recvmmsg} that never waits: messages received, or the negated error number. */
    static int receiveMany(final int socket, final MemorySegment headers, final int most) {
        final MemorySegment captured = CAPTURED.get();
        try {
            final int received =
                (int) RECEIVE_MANY.invokeExact(captured, socket, headers, most, DO_NOT_WAIT, MemorySegment.NULL);
            return received < 0 ? -errno(captured) : received;
        } catch (final Throwable e) {
            throw broken(e);
        }
    }

    /** {@code sendmmsg}: messages sent, or the negated error number. */
    static int sendMany(final int socket, final MemorySegment headers, final int count) {
        final MemorySegment captured = CAPTURED.get();
        try {
            final int noFlags = 0;
            final int sent = (int) SEND_MANY.invokeExact(captured, socket, headers, count, noFlags);
            return sent < 0 ? -errno(captured) : sent;
        } catch (final Throwable e) {
            throw broken(e);
        }
    }
}
