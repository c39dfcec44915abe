package io.depthstream.ingest.afxdp;

/** What is counted for each line of a {@link RecvmmsgPacketSource}. Sums. */
enum MmsgCounter {
    /** Packets handed over. */
    PACKETS("feedhandler_recvmmsg_packets", "Packets that came by recvmmsg."),
    /** Bytes of those packets. */
    BYTES("feedhandler_recvmmsg_packet_bytes", "Bytes of those packets, without network headers."),
    /** Packets the kernel dropped because the socket's buffer was full. */
    KERNEL_DROPS("feedhandler_recvmmsg_kernel_drops", "Packets the kernel dropped because the socket's buffer was full."),
    /** Packets that the kernel gave no receive time for. */
    UNSTAMPED("feedhandler_recvmmsg_unstamped_packets", "Packets without a receive time of the kernel's: stamped when taken."),
    /** System calls made to wait for packets. */
    WAKE_UPS("feedhandler_recvmmsg_wake_ups", "System calls made to wait for packets.");

    private final String metric;
    private final String help;

    MmsgCounter(final String metric, final String help) {
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
