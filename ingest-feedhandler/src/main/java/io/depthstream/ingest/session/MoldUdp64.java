package io.depthstream.ingest.session;

/**
 * Layout of MoldUDP64 packets: big-endian, a 20-byte header, then message blocks of a 2-byte length and that many bytes.
 *
 * <p>Source: NASDAQ, MoldUDP64 Protocol Specification 1.00, sections "Downstream Packet" and "Request Packet"; fields are
 * tabled in docs/protocol/moldudp64.md.
 */
public final class MoldUdp64 {

    /** Bytes of a session name. */
    public static final int SESSION_LENGTH = 10;
    /** Offset of the session name in both kinds of packet. */
    public static final int SESSION_OFFSET = 0;
    /** Offset of the sequence number in both kinds of packet. */
    public static final int SEQUENCE_OFFSET = 10;
    /** Offset of the message count (downstream) or requested message count (request). */
    public static final int COUNT_OFFSET = 18;
    /** Bytes of the header, and of a whole request packet. */
    public static final int HEADER_LENGTH = 20;
    /** Bytes of the length before each message. */
    public static final int BLOCK_LENGTH_BYTES = 2;
    /** Message count of a heartbeat. */
    public static final int HEARTBEAT_COUNT = 0;
    /** Message count that says the session is over. */
    public static final int END_OF_SESSION_COUNT = 0xFFFF;
    /** Most messages that one packet can hold. */
    public static final int MAX_MESSAGE_COUNT = 0xFFFE;
    /** Longest UDP payload over IPv4. */
    public static final int MAX_PACKET_LENGTH = 65_507;
    /** Longest message that fits a packet of its own. */
    public static final int MAX_MESSAGE_LENGTH = MAX_PACKET_LENGTH - HEADER_LENGTH - BLOCK_LENGTH_BYTES;
    /** Highest sequence number taken: one packet counted on from it must not overflow. */
    public static final long MAX_SEQUENCE = Long.MAX_VALUE - 0xFFFF;

    private MoldUdp64() {
    }
}
