package io.depthstream.ingest.session.soup;

/**
 * Layout of SoupBinTCP packets: a big-endian 2-byte length that does not count itself, a type, a payload.
 *
 * <p>Source: SoupBinTCP 3.00, section 2; tabled in docs/protocol/soupbintcp.md.
 */
public final class SoupBinTcp {

    /** Bytes of the length before each packet. */
    public static final int LENGTH_BYTES = 2;
    /** Bytes before the payload: length and type. */
    public static final int HEADER_LENGTH = 3;
    /** Longest packet on the wire. */
    public static final int MAX_PACKET_LENGTH = LENGTH_BYTES + 0xFFFF;
    /** Longest payload. */
    public static final int MAX_PAYLOAD_LENGTH = 0xFFFF - 1;

    /** Either way: text for people. */
    public static final char DEBUG = '+';
    /** Server: session and number of the next sequenced message. */
    public static final char LOGIN_ACCEPTED = 'A';
    /** Server: reason of refusal. */
    public static final char LOGIN_REJECTED = 'J';
    /** Server: a message that has a number, told by counting. */
    public static final char SEQUENCED_DATA = 'S';
    /** Server: alive and nothing to say. */
    public static final char SERVER_HEARTBEAT = 'H';
    /** Server: nothing will follow in this session. */
    public static final char END_OF_SESSION = 'Z';
    /** Client: who it is and where to begin. */
    public static final char LOGIN_REQUEST = 'L';
    /** Either way: a message without a number. */
    public static final char UNSEQUENCED_DATA = 'U';
    /** Client: alive and nothing to say. */
    public static final char CLIENT_HEARTBEAT = 'R';
    /** Client: wants no more. */
    public static final char LOGOUT_REQUEST = 'O';

    /** Reject reason: user name and password do not fit. */
    public static final char NOT_AUTHORIZED = 'A';
    /** Reject reason: no such session. */
    public static final char SESSION_NOT_AVAILABLE = 'S';

    /** Bytes of a user name, padded on the right. */
    public static final int USER_LENGTH = 6;
    /** Bytes of a password, padded on the right. */
    public static final int PASSWORD_LENGTH = 10;
    /** Bytes of a session name, padded on the left. */
    public static final int SESSION_LENGTH = 10;
    /** Bytes of a number in ASCII digits, padded on the left. */
    public static final int NUMBER_LENGTH = 20;
    /** Payload bytes of a login request. */
    public static final int LOGIN_REQUEST_LENGTH = USER_LENGTH + PASSWORD_LENGTH + SESSION_LENGTH + NUMBER_LENGTH;
    /** Payload bytes of a login acceptance. */
    public static final int LOGIN_ACCEPTED_LENGTH = SESSION_LENGTH + NUMBER_LENGTH;
    /** Payload bytes of a login rejection. */
    public static final int LOGIN_REJECTED_LENGTH = 1;

    /** A side that has sent nothing for so long sends a heartbeat. */
    public static final long HEARTBEAT_NANOS = 1_000_000_000L;
    /** A side that has heard nothing for so long takes the other for gone. */
    public static final long SILENCE_NANOS = 15_000_000_000L;
    /** A server waits so long for the login. */
    public static final long LOGIN_NANOS = 30_000_000_000L;

    private SoupBinTcp() {
    }
}
