package io.depthstream.ingest.session.soup;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where a {@link SoupClient} logs in, as whom, and how long it waits.
 *
 * @param server         address of the server
 * @param user           user name, at most 6 ASCII characters
 * @param password       at most 10
 * @param session        session wanted, at most 10; empty for the present one
 * @param heartbeatNanos a heartbeat is sent after so long without another packet
 * @param silenceNanos   the server is taken for gone after so long without a packet
 * @param loginNanos     how long connecting and logging in may take together
 */
public record SoupClientConfig(
        InetSocketAddress server,
        String user,
        String password,
        String session,
        long heartbeatNanos,
        long silenceNanos,
        long loginNanos) {

    /** Checks every range. */
    public SoupClientConfig {
        Objects.requireNonNull(server, "server");
        longest("user", user, SoupBinTcp.USER_LENGTH);
        longest("password", password, SoupBinTcp.PASSWORD_LENGTH);
        longest("session", session, SoupBinTcp.SESSION_LENGTH);
        positive("heartbeatNanos", heartbeatNanos);
        positive("silenceNanos", silenceNanos);
        positive("loginNanos", loginNanos);
    }

    /** The specification's own times, for the present session. */
    public static SoupClientConfig of(final InetSocketAddress server, final String user, final String password) {
        return new SoupClientConfig(server, user, password, "", SoupBinTcp.HEARTBEAT_NANOS, SoupBinTcp.SILENCE_NANOS,
            SoupBinTcp.LOGIN_NANOS);
    }

    /** The same for another session. */
    public SoupClientConfig withSession(final String name) {
        return new SoupClientConfig(server, user, password, name, heartbeatNanos, silenceNanos, loginNanos);
    }

    /** The same with other times. */
    public SoupClientConfig withTimes(final long heartbeat, final long silence, final long login) {
        return new SoupClientConfig(server, user, password, session, heartbeat, silence, login);
    }

    @Override
    public String toString() {
        return user + "@" + server;
    }

    private static void longest(final String key, final String text, final int most) {
        if (text.length() > most || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                key + " of " + text.length() + " characters: expected at most " + most + " printable ASCII characters");
        }
    }

    private static void positive(final String key, final long nanos) {
        if (nanos <= 0) {
            throw new IllegalArgumentException(key + " " + nanos + ": expected more than 0");
        }
    }
}
