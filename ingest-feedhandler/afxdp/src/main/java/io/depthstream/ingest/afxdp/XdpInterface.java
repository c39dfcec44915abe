package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.afxdp.AfXdpOptions.Attach;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program on one interface, and a socket for each of its queues. Closing detaches; so does the end of the process,
 * however it comes, because the attachment belongs to a file descriptor. One thread opens, one closes.
 */
final class XdpInterface implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(XdpInterface.class);
    private static final int GENERIC_FLAG = 2;
    private static final int NATIVE_FLAG = 4;

    private final String name;
    private final AfXdpOptions options;
    private final List<Destination> wanted;
    private final List<XdpSocket> sockets = new ArrayList<>();
    private int map = -1;
    private int program = -1;
    private int link = -1;
    private String attachment;

    private XdpInterface(final String name, final AfXdpOptions options, final List<Destination> wanted) {
        this.name = name;
        this.options = options;
        this.wanted = List.copyOf(wanted);
    }

    /**
     * Opens sockets and attaches the program; on failure nothing stays.
     *
     * @param name an interface of this thread's network namespace
     * @throws UnavailableHereException with the reason and the fix
     * @throws IllegalArgumentException if there is no such interface or queue
     */
    static XdpInterface open(final String name, final AfXdpOptions options, final List<Destination> wanted)
            throws UnavailableHereException {
        final XdpInterface opened = new XdpInterface(name, options, wanted);
        try {
            opened.open();
            return opened;
        } catch (final SystemCallException e) {
            opened.close();
            throw XdpRefusal.of(name, options, e);
        } catch (final UnavailableHereException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void open() throws SystemCallException, UnavailableHereException {
        final int index = LinuxCalls.interfaceIndex(name);
        if (index == 0) {
            throw new IllegalArgumentException("no interface " + name + " here");
        }
        final int there = InterfaceQueues.of(name);
        final int[] queues = options.queues().length == 0 ? range(there) : options.queues();
        for (final int queue : queues) {
            if (queue >= there) {
                throw new IllegalArgumentException("source.afxdp.queues has " + queue + ": " + name + " has " + there
                    + " receive queues, 0 to " + (there - 1));
            }
            sockets.add(XdpSocket.open(name, index, queue, options));
        }
        map = Bpf.socketMap(there);
        program = Bpf.load(XdpProgram.assemble(wanted, map));
        for (final XdpSocket socket : sockets) {
            Bpf.enter(map, socket.queue(), socket.descriptor());
        }
        attach(index);
        LOG.info("{}: AF_XDP {} attached, queues {} of {}, {}, {} frames of {} bytes each", name, attachment,
            sockets.stream().map(XdpSocket::queue).toList(), there,
            sockets.stream().allMatch(XdpSocket::zeroCopy) ? "zero-copy" : "copy: the driver offers no zero-copy",
            options.frames(), options.frameBytes());
    }

    private static int[] range(final int count) {
        final int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        return all;
    }

    private void attach(final int index) throws SystemCallException {
        if (options.attach() != Attach.GENERIC) {
            try {
                link = attach(index, NATIVE_FLAG);
                attachment = "natively";
                return;
            } catch (final SystemCallException e) {
                if (options.attach() == Attach.NATIVE || e.errno() == Errno.BUSY
                        || e.errno() == Errno.NOT_PERMITTED) {
                    throw e;
                }
                LOG.warn("{}: the driver takes no XDP program ({}): generic attachment, which is slower", name,
                    e.getMessage());
            }
        }
        link = attach(index, GENERIC_FLAG);
        attachment = "generically";
    }

    private int attach(final int index, final int flag) throws SystemCallException {
        return XdpSocket.whileBusy(() -> Bpf.attach(program, index, flag, XdpRefusal.ATTACH));
    }

    String name() {
        return name;
    }

    List<XdpSocket> sockets() {
        return sockets;
    }

    List<Destination> wanted() {
        return wanted;
    }

    @Override
    public void close() {
        link = closed(link);
        for (final XdpSocket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        program = closed(program);
        map = closed(map);
    }

    private int closed(final int descriptor) {
        if (descriptor >= 0) {
            try {
                LinuxCalls.close(descriptor);
            } catch (final SystemCallException e) {
                LOG.warn("{} did not close cleanly: {}", name, e.getMessage());
            }
        }
        return -1;
    }
}
