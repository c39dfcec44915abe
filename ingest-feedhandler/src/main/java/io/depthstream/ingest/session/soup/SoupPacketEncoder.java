package io.depthstream.ingest.session.soup;

import static io.depthstream.ingest.session.soup.SoupBinTcp.HEADER_LENGTH;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes SoupBinTCP packets; every method gives the bytes written. Source: SoupBinTCP 3.00, sections 2.1 to 2.3.
 *
 * <p>No state. {@link #message} allocates nothing, logins do.
 */
public final class SoupPacketEncoder {

    private SoupPacketEncoder() {
    }

    /** A packet without payload: a heartbeat, an end of session, a logout request. */
    public static int bare(final MutableDirectBuffer buffer, final int offset, final char type) {
        return header(buffer, offset, type, 0);
    }

    /**
     * A packet of one message, sequenced or not, or of text.
     *
     * @throws IllegalArgumentException if it is longer than a packet can be
     */
    public static int message(final MutableDirectBuffer buffer, final int offset, final char type,
                              final DirectBuffer message, final int messageOffset, final int messageLength) {
        if (messageLength < 0 || messageLength > SoupBinTcp.MAX_PAYLOAD_LENGTH) {
            throw new IllegalArgumentException(
                "message of " + messageLength + " bytes: expected 0 to " + SoupBinTcp.MAX_PAYLOAD_LENGTH);
        }
        buffer.putBytes(offset + HEADER_LENGTH, message, messageOffset, messageLength);
        return header(buffer, offset, type, messageLength);
    }

    /**
     * A login request.
     *
     * @param session  session wanted; empty for the present one
     * @param sequence number of the first message wanted; 0 for the next one to come
     */
    public static int loginRequest(final MutableDirectBuffer buffer, final int offset, final String user,
                                   final String password, final String session, final long sequence) {
        int at = offset + HEADER_LENGTH;
        SoupText.left(buffer, at, SoupBinTcp.USER_LENGTH, user);
        at += SoupBinTcp.USER_LENGTH;
        SoupText.left(buffer, at, SoupBinTcp.PASSWORD_LENGTH, password);
        at += SoupBinTcp.PASSWORD_LENGTH;
        SoupText.right(buffer, at, SoupBinTcp.SESSION_LENGTH, session);
        at += SoupBinTcp.SESSION_LENGTH;
        SoupText.right(buffer, at, SoupBinTcp.NUMBER_LENGTH, Long.toString(sequence));
        return header(buffer, offset, SoupBinTcp.LOGIN_REQUEST, SoupBinTcp.LOGIN_REQUEST_LENGTH);
    }

    /** A login acceptance: the session, and the number of the next sequenced message. */
    public static int loginAccepted(
            final MutableDirectBuffer buffer, final int offset, final String session, final long sequence) {
        final int at = offset + HEADER_LENGTH;
        SoupText.right(buffer, at, SoupBinTcp.SESSION_LENGTH, session);
        SoupText.right(buffer, at + SoupBinTcp.SESSION_LENGTH, SoupBinTcp.NUMBER_LENGTH, Long.toString(sequence));
        return header(buffer, offset, SoupBinTcp.LOGIN_ACCEPTED, SoupBinTcp.LOGIN_ACCEPTED_LENGTH);
    }

    /** A login rejection. */
    public static int loginRejected(final MutableDirectBuffer buffer, final int offset, final char reason) {
        buffer.putByte(offset + HEADER_LENGTH, (byte) reason);
        return header(buffer, offset, SoupBinTcp.LOGIN_REJECTED, SoupBinTcp.LOGIN_REJECTED_LENGTH);
    }

    private static int header(
            final MutableDirectBuffer buffer, final int offset, final char type, final int payloadLength) {
        buffer.putShort(offset, (short) (1 + payloadLength), ByteOrder.BIG_ENDIAN);
        buffer.putByte(offset + SoupBinTcp.LENGTH_BYTES, (byte) type);
        return HEADER_LENGTH + payloadLength;
    }
}
