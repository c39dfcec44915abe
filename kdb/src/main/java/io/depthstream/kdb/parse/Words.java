package io.depthstream.kdb.parse;

import io.depthstream.kdb.value.QError;
import java.util.List;

/** The words of a source, read one after the other, and what ends an expression where the reader stands. */
final class Words {
    private final List<Token> tokens;
    private int at;
    private Surroundings around = Surroundings.PLAIN;

    /**
     * What lies around an expression.
     *
     * @param phrase whether it is an item of a query's phrase: a comma, by and from end it
     * @param from   whether it is what a query reads from: where ends it
     */
    record Surroundings(boolean phrase, boolean from) {
        /** Only brackets and semicolons end an expression. */
        static final Surroundings PLAIN = new Surroundings(false, false);
    }

    Words(String source) {
        tokens = Lexer.read(source);
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The word after the next one; only where the next one is not the end. */
    Token peekBehind() {
        return tokens.get(at + 1);
    }

    Token next() {
        return tokens.get(at++);
    }

    /** Takes the last word back. */
    void back() {
        at--;
    }

    boolean accept(String text) {
        if (peek().is(text)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String text) {
        if (!accept(text)) {
            throw stumble();
        }
    }

    /** The signal of a source that cannot be read: the word where it is noticed. */
    QError stumble() {
        return new QError(peek().kind() == Token.Kind.END ? "parse" : peek().text());
    }

    Surroundings around() {
        return around;
    }

    /** Changes what lies around, and returns what lay around before. */
    Surroundings enter(Surroundings now) {
        Surroundings before = around;
        around = now;
        return before;
    }

    /** Returns whether an expression ends here. */
    boolean end() {
        Token token = peek();
        return switch (token.kind()) {
            case END, CLOSE, END_OF_EXPRESSION -> true;
            case OPERATOR -> around.phrase() && token.text().equals(",");
            case NAME -> around.phrase() && (token.text().equals("by") || token.text().equals("from"))
                || around.from() && token.text().equals("where");
            default -> false;
        };
    }
}
