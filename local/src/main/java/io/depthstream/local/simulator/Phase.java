package io.depthstream.local.simulator;

/** Where the simulated day stands, in the order of the day. */
public enum Phase {
    /** System event O, market-wide breaker levels, and R, H, Y (and some L) of every symbol. */
    DIRECTORY,
    /** From system event S: books fill, little trades. */
    PRE_OPEN,
    /** Pre-open with net order imbalance indicators of the symbols that will cross. */
    OPENING_IMBALANCE,
    /** From system event Q: the opening cross, symbol by symbol. */
    OPENING_CROSS,
    /** Continuous trading, with halts, pauses, quoting periods and resumptions of single symbols. */
    CONTINUOUS,
    /** Continuous trading with net order imbalance indicators for the close. */
    CLOSING_IMBALANCE,
    /** From system event M: the closing cross, symbol by symbol. */
    CLOSING_CROSS,
    /** Little trades; most orders are deleted. */
    AFTER_HOURS,
    /** System events E and C: nothing follows. */
    END
}
