package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.afxdp.BpfAssembler.Width;

/**
 * The program of a {@link PacketGenerator}. Each run looks whether the next packet is due; if it is, it fills the frame
 * with it, numbers and stamps it, and redirects it to the interface. Else it drops the frame, and its next run asks again.
 * The kernel uses its frames again and again as they are: one that bears a stamp holds a packet already, and keeps it.
 *
 * <p>What it works by is one entry of an array, {@link #STATE_BYTES} long, all 64-bit numbers in the machine's order.
 */
final class GeneratorProgram {
    /** Number of the next packet. */
    static final int NEXT = 0;
    /** Number behind the last packet. */
    static final int END = 8;
    /** When the first is due, monotonic nanoseconds. */
    static final int BEGIN = 16;
    /** Nanoseconds between packets, times 2 to the power of {@link #INTERVAL_SHIFT}. */
    static final int INTERVAL = 24;
    /** Number of the first. */
    static final int FIRST = 32;
    /** When the last packet left, monotonic nanoseconds. */
    static final int LAST = 40;
    /** Bytes of it all. */
    static final int STATE_BYTES = 48;
    /** Places behind the point that an interval has. */
    static final int INTERVAL_SHIFT = 10;

    private static final int DROP_ACTION = 1;
    private static final int LOOK_UP = 1;
    private static final int MONOTONIC_TIME = 5;
    private static final int REDIRECT_MAP = 51;
    private static final int STORE_BYTES = 190;
    private static final int DATA = 0;
    private static final int DATA_END = 4;
    private static final int FRAME_POINTER = 10;
    private static final int KEY = -4;

    private GeneratorProgram() {
    }

    /**
     * Assembles it.
     *
     * @param state       array of one entry
     * @param packets     array of payloads
     * @param count       of them, a power of two
     * @param packetBytes of each, trailer included
     * @param device      map whose only entry is the interface
     */
    static byte[] assemble(
            final int state, final int packets, final int count, final int packetBytes, final int device) {
        final int frameBytes = XdpProgram.PAYLOAD + packetBytes;
        final BpfAssembler program = new BpfAssembler();
        program.move(9, 1).set(1, 0);
        lookUp(program, state);
        program.move(6, 0);
        waitUntilDue(program);
        program
            .move(1, 7).add(1, 1).storeLong(6, NEXT, 1)
            .load(Width.WORD, 2, 9, DATA)
            .load(Width.WORD, 3, 9, DATA_END)
            .move(4, 2).add(4, frameBytes).jumpIfAbove(4, 3, "drop")
            .load(Width.LONG, 1, 2, frameBytes - Long.BYTES)
            .jumpIfNotNull(1, "number")
            .move(1, 7).and(1, count - 1);
        lookUp(program, packets);
        return program
            .move(1, 9).set(2, XdpProgram.PAYLOAD).move(3, 0).set(4, packetBytes - 2 * Long.BYTES)
            .call(STORE_BYTES)
            .load(Width.WORD, 2, 9, DATA)
            .load(Width.WORD, 3, 9, DATA_END)
            .move(4, 2).add(4, frameBytes).jumpIfAbove(4, 3, "drop")
            .label("number")
            .storeLong(2, frameBytes - 2 * Long.BYTES, 7)
            .storeLong(2, frameBytes - Long.BYTES, 8)
            .loadMap(1, device)
            .set(2, 0)
            .set(3, 0)
            .call(REDIRECT_MAP)
            .exit()
            .label("drop")
            .set(0, DROP_ACTION)
            .exit()
            .assemble();
    }

    /** Finds the entry whose index is in r1, and leaves its address in r0. */
    private static void lookUp(final BpfAssembler program, final int map) {
        program
            .storeWord(FRAME_POINTER, KEY, 1)
            .loadMap(1, map)
            .move(2, FRAME_POINTER).add(2, KEY)
            .call(LOOK_UP)
            .jumpIfNull(0, "drop");
    }

    /** Leaves the packet's number in r7 and the time in r8. */
    private static void waitUntilDue(final BpfAssembler program) {
        program
            .load(Width.LONG, 7, 6, NEXT)
            .load(Width.LONG, 1, 6, END)
            .jumpIfAtLeast(7, 1, "drop")
            .move(8, 7)
            .load(Width.LONG, 1, 6, FIRST)
            .subtractRegister(8, 1)
            .load(Width.LONG, 1, 6, INTERVAL)
            .multiplyRegister(8, 1)
            .shiftRight(8, INTERVAL_SHIFT)
            .load(Width.LONG, 1, 6, BEGIN)
            .addRegister(8, 1)
            .call(MONOTONIC_TIME)
            .jumpIfAbove(8, 0, "drop")
            .move(8, 0).storeLong(6, LAST, 8);
    }
}
