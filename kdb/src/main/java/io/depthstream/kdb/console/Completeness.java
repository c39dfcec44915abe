package io.depthstream.kdb.console;

/** Whether what has been typed is whole: every bracket closed, every string ended. */
public final class Completeness {
    private Completeness() {
    }

    /** Returns whether nothing is open; a bracket too many counts as whole, and is signalled when it is evaluated. */
    public static boolean isComplete(String source) {
        int open = 0;
        boolean string = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (string) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    string = false;
                }
            } else if (c == '"') {
                string = true;
            } else if (c == '/' && (i == 0 || Character.isWhitespace(source.charAt(i - 1)))) {
                while (i < source.length() && source.charAt(i) != '\n') {
                    i++;
                }
            } else if ("([{".indexOf(c) >= 0) {
                open++;
            } else if (")]}".indexOf(c) >= 0) {
                open--;
            }
        }
        return open <= 0 && !string;
    }
}
