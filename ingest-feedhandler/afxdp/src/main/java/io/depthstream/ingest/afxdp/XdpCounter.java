package io.depthstream.ingest.afxdp;

/** What is counted for each interface and queue. Sums. */
enum XdpCounter {
    /** Packets handed over. */
    PACKETS("feedhandler_afxdp_packets", "Packets that came by an AF_XDP socket."),
    /** Bytes of their payloads. */
    BYTES("feedhandler_afxdp_packet_bytes", "Bytes of those packets, without network headers."),
    /** Frames dropped because the receive ring was full: the handler did not keep up. */
    RING_FULL("feedhandler_afxdp_ring_full", "Frames the kernel dropped because the receive ring was full."),
    /** Times that the kernel found no free frame. */
    FILL_EMPTY("feedhandler_afxdp_fill_empty", "Frames the kernel dropped because no free frame was given to it."),
    /** Descriptors the kernel found invalid, and frames that are not what the program lets through. */
    INVALID("feedhandler_afxdp_invalid", "Descriptors and frames that were not as they must be."),
    /** Frames the kernel dropped for want of a free frame, or because they are longer than one. */
    KERNEL_DROPS("feedhandler_afxdp_kernel_drops", "Frames the kernel dropped for want of a free frame or for their length."),
    /** System calls made to wait for packets, or to have the kernel go on. */
    WAKE_UPS("feedhandler_afxdp_wake_ups", "System calls made to wait for packets or to have the kernel go on."),
    /** Packets without a stamp of the program, stamped when taken. */
    UNSTAMPED("feedhandler_afxdp_unstamped_packets", "Packets the program could not stamp: stamped when taken instead.");

    private final String metric;
    private final String help;

    XdpCounter(final String metric, final String help) {
        this.metric = metric;
        this.help = help;
    }

    String metric() {
        return metric;
    }

    String help() {
        return help;
    }
}
