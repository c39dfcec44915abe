package io.depthstream.ingest.session.soup;

/** How a SoupBinTCP connection ended. */
public enum SoupEnd {
    /** No connection could be made in time. */
    NOT_CONNECTED,
    /** The server rejected user name or password. */
    NOT_AUTHORIZED,
    /** The server has no such session. */
    SESSION_NOT_AVAILABLE,
    /** The server did not answer the login in time. */
    LOGIN_TIMEOUT,
    /** The server said that the session is over: all has come. */
    END_OF_SESSION,
    /** This side logged out. */
    LOGGED_OUT,
    /** Nothing, not even a heartbeat, for the longest silence. */
    SERVER_SILENT,
    /** The connection broke or was closed without a word. */
    CONNECTION_LOST,
    /** The server sent what the protocol does not allow. */
    PROTOCOL_ERROR
}
