package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.afxdp.BpfAssembler.Width;
import java.util.List;

/**
 * The program that the kernel runs on every frame of an interface: it redirects the wanted groups and ports to the socket
 * of the frame's queue, with the time in front of the frame, and lets all else pass.
 *
 * <p>Wanted is Ethernet, at most one VLAN tag, IPv4 without options, not a fragment, UDP, to one of the destinations. A
 * wanted frame of a queue without a socket passes too, to the socket that keeps the group's membership.
 */
final class XdpProgram {
    /** Bytes in front of a frame: the kernel's monotonic nanoseconds at which the program saw it. */
    static final int STAMP_BYTES = 8;
    /** Offset of the EtherType in a frame. */
    static final int ETHER_TYPE = 12;
    /** EtherType of one VLAN tag. */
    static final int VLAN = 0x8100;
    /** Bytes of a VLAN tag. */
    static final int VLAN_BYTES = 4;
    /** Offset of the destination address in an untagged frame. */
    static final int ADDRESS = 30;
    /** Offset of the destination port in an untagged frame. */
    static final int PORT = 36;
    /** Offset of the UDP length in an untagged frame. */
    static final int UDP_LENGTH = 38;
    /** Offset of the UDP payload in an untagged frame. */
    static final int PAYLOAD = 42;

    private static final int PASS_ACTION = 2;
    private static final int IPV4 = 0x0800;
    private static final int IP_VERSION_AND_LENGTH = 14;
    private static final int VERSION_4_NO_OPTIONS = 0x45;
    private static final int FRAGMENT = 20;
    /** More-fragments bit and fragment offset. */
    private static final int FRAGMENT_BITS = 0x3fff;
    private static final int PROTOCOL = 23;
    private static final int UDP = 17;

    /** Fields of the program's context, struct xdp_md. */
    private static final int DATA = 0;
    private static final int DATA_END = 4;
    private static final int DATA_META = 8;
    private static final int QUEUE = 16;

    private static final int MONOTONIC_TIME = 5;
    private static final int REDIRECT_MAP = 51;
    private static final int ADJUST_META = 54;

    private XdpProgram() {
    }

    /** Assembles it for these destinations and a map from queue to socket. */
    static byte[] assemble(final List<Destination> wanted, final int socketMap) {
        final BpfAssembler program = new BpfAssembler();
        findHeaders(program);
        matchDestination(program, wanted);
        stamp(program);
        return program
            .label("redirect")
            .load(Width.WORD, 2, 9, QUEUE)
            .loadMap(1, socketMap)
            .set(3, PASS_ACTION)
            .call(REDIRECT_MAP)
            .exit()
            .label("pass")
            .set(0, PASS_ACTION)
            .exit()
            .assemble();
    }

    /** Leaves the context in r9, the frame in r6, moved on by a VLAN tag if there is one, and its end in r7. */
    private static void findHeaders(final BpfAssembler program) {
        program
            .move(9, 1)
            .load(Width.WORD, 6, 9, DATA)
            .load(Width.WORD, 7, 9, DATA_END)
            .move(2, 6).add(2, PAYLOAD).jumpIfAbove(2, 7, "pass")
            .load(Width.HALF, 3, 6, ETHER_TYPE)
            .jumpIfNot(3, networkOrder(VLAN), "network")
            .add(6, VLAN_BYTES)
            .move(2, 6).add(2, PAYLOAD).jumpIfAbove(2, 7, "pass")
            .load(Width.HALF, 3, 6, ETHER_TYPE)
            .label("network")
            .jumpIfNot(3, networkOrder(IPV4), "pass")
            .load(Width.BYTE, 3, 6, IP_VERSION_AND_LENGTH)
            .jumpIfNot(3, VERSION_4_NO_OPTIONS, "pass")
            .load(Width.HALF, 3, 6, FRAGMENT)
            .and(3, networkOrder(FRAGMENT_BITS))
            .jumpIfNot(3, 0, "pass")
            .load(Width.BYTE, 3, 6, PROTOCOL)
            .jumpIfNot(3, UDP, "pass");
    }

    private static void matchDestination(final BpfAssembler program, final List<Destination> wanted) {
        program
            .load(Width.WORD, 3, 6, ADDRESS)
            .load(Width.HALF, 4, 6, PORT);
        for (int i = 0; i < wanted.size(); i++) {
            final String next = "next-" + i;
            program
                .jumpIfNot(3, Integer.reverseBytes(wanted.get(i).address()), next)
                .jumpIf(4, networkOrder(wanted.get(i).port()), "wanted")
                .label(next);
        }
        program.jump("pass");
    }

    /** Puts the time in front of the frame; a driver that has no room there gives none, and the frame goes on without. */
    private static void stamp(final BpfAssembler program) {
        program
            .label("wanted")
            .move(1, 9)
            .set(2, -STAMP_BYTES)
            .call(ADJUST_META)
            .jumpIfNot(0, 0, "redirect")
            .call(MONOTONIC_TIME)
            .load(Width.WORD, 2, 9, DATA_META)
            .load(Width.WORD, 3, 9, DATA)
            .move(4, 2).add(4, STAMP_BYTES).jumpIfAbove(4, 3, "redirect")
            .storeLong(2, 0, 0);
    }

    private static int networkOrder(final int value) {
        return Short.reverseBytes((short) value) & 0xffff;
    }
}
