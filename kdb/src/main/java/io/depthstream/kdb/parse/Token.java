package io.depthstream.kdb.parse;

import io.depthstream.kdb.value.Value;

/**
 * A word of q source.
 *
 * @param kind what it is
 * @param text its characters
 * @param value the constant it stands for, null unless it is one
 * @param start the position of its first character
 * @param end the position after its last character
 * @param spaced whether white space lies before it
 */
record Token(Kind kind, String text, Value value, int start, int end, boolean spaced) {
    /** What a word is. */
    enum Kind { CONSTANT, NAME, OPERATOR, ADVERB, OPEN, CLOSE, END_OF_EXPRESSION, END }

    boolean is(String wanted) {
        return kind != Kind.CONSTANT && text.equals(wanted);
    }
}
