package io.depthstream.kdb.console;

/** What a console says first: that it is a stand-in. */
public final class Banner {
    private Banner() {
    }

    /** Returns the lines, each with its end. */
    public static String text() {
        return "Depthstream q: a stand-in for kdb+, not kdb+. What is not there answers 'nyi. End with \\\\\n";
    }
}
