package io.depthstream.ingest.packet;

/**
 * Link-layer header types read from captures.
 *
 * <p>Source: the LINKTYPE_ values of the pcap and pcapng specifications (draft-ietf-opsawg-pcaplinktype).
 */
final class LinkType {

    static final int LOOPBACK_BSD = 0;
    static final int ETHERNET = 1;
    static final int RAW_BSD = 12;
    static final int RAW_OPENBSD = 14;
    static final int RAW = 101;
    static final int LOOPBACK_OPENBSD = 108;
    static final int LINUX_COOKED = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_COOKED_2 = 276;
    /** What this project reads, for error messages. */
    static final String SUPPORTED = "Ethernet (1), raw IP (12, 14, 101, 228, 229), loopback (0, 108), Linux cooked (113, 276)";

    private LinkType() {
    }

    static boolean supported(final int linkType) {
        return switch (linkType) {
            case LOOPBACK_BSD, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOPBACK_OPENBSD, LINUX_COOKED, IPV4, IPV6,
                    LINUX_COOKED_2 -> true;
            default -> false;
        };
    }
}
