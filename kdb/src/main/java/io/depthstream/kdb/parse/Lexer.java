package io.depthstream.kdb.parse;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Cuts q source into words. Numbers written in a row are one word, and so are symbols. */
final class Lexer {
    private static final String OPERATORS = "+-*%!&|<>=~,^#_$?@.:";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    /** Returns the words, the last of which is the end. */
    static List<Token> read(String source) {
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (true) {
            int before = at;
            skipSpace();
            boolean spaced = at > before || at == 0;
            if (at >= source.length()) {
                add(Token.Kind.END, at, null, spaced);
                return;
            }
            word(spaced);
        }
    }

    private void skipSpace() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '/' && (at == 0 || Character.isWhitespace(source.charAt(at - 1)))) {
                while (at < source.length() && source.charAt(at) != '\n') {
                    at++;
                }
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                return;
            }
        }
    }

    private void word(boolean spaced) {
        char c = source.charAt(at);
        int start = at;
        if (c == '"') {
            Value text = string();
            add(Token.Kind.CONSTANT, start, text, spaced);
        } else if (c == '`') {
            Value symbols = symbols();
            add(Token.Kind.CONSTANT, start, symbols, spaced);
        } else if (fileVerb()) {
            at += 2;
            add(Token.Kind.OPERATOR, start, null, spaced);
        } else if (numberStarts(at, spaced)) {
            numbers(spaced);
        } else if (Character.isLetter(c) && c < 128 || c == '.' && at + 1 < source.length() && letter(source.charAt(at + 1))) {
            name();
            add(Token.Kind.NAME, start, null, spaced);
        } else if (c == '\'' || c == '/' || c == '\\') {
            at += at + 1 < source.length() && source.charAt(at + 1) == ':' ? 2 : 1;
            add(Token.Kind.ADVERB, start, null, spaced);
        } else if ("([{".indexOf(c) >= 0 || ")]}".indexOf(c) >= 0 || c == ';') {
            at++;
            add(c == ';' ? Token.Kind.END_OF_EXPRESSION : "([{".indexOf(c) >= 0 ? Token.Kind.OPEN : Token.Kind.CLOSE, start, null, spaced);
        } else if (OPERATORS.indexOf(c) >= 0) {
            operator();
            add(Token.Kind.OPERATOR, start, null, spaced);
        } else {
            throw new QError(String.valueOf(c));
        }
    }

    private void add(Token.Kind kind, int start, Value value, boolean spaced) {
        tokens.add(new Token(kind, source.substring(start, at), value, start, at, spaced));
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private boolean fileVerb() {
        char c = source.charAt(at);
        return c >= '0' && c <= '2' && at + 1 < source.length() && source.charAt(at + 1) == ':'
            && !source.substring(at + 2, Math.min(source.length(), at + 4)).matches("\\d\\d")
            && !(at > 0 && Character.isLetterOrDigit(source.charAt(at - 1)));
    }

    /** A minus right after a noun is a verb; after a space, a bracket that opens or a verb it belongs to the number. */
    private boolean numberStarts(int i, boolean spaced) {
        char c = source.charAt(i);
        if (Character.isDigit(c)) {
            return true;
        }
        char next = i + 1 < source.length() ? source.charAt(i + 1) : ' ';
        if (c == '.') {
            return Character.isDigit(next) && !nounBefore(spaced);
        }
        if (c == '-' && !nounBefore(spaced)) {
            return Character.isDigit(next) || next == '.' && i + 2 < source.length() && Character.isDigit(source.charAt(i + 2));
        }
        return false;
    }

    private boolean nounBefore(boolean spaced) {
        if (spaced || tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.get(tokens.size() - 1);
        return last.kind() == Token.Kind.CONSTANT || last.kind() == Token.Kind.NAME || last.kind() == Token.Kind.CLOSE;
    }

    private void numbers(boolean spaced) {
        int start = at;
        List<String> words = new ArrayList<>();
        words.add(number());
        while (true) {
            int mark = at;
            while (at < source.length() && source.charAt(at) == ' ') {
                at++;
            }
            boolean another = at > mark && at < source.length() && numberStarts(at, true) && !fileVerb()
                && !(words.size() == 1 && words.get(0).matches("[01]+b|0x.*"));
            if (!another) {
                at = mark;
                break;
            }
            words.add(number());
        }
        add(Token.Kind.CONSTANT, start, NumberText.parse(words), spaced);
    }

    private String number() {
        int start = at;
        if (source.charAt(at) == '-') {
            at++;
        }
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean exponent = (c == '-' || c == '+') && at > start && source.charAt(at - 1) == 'e'
                && source.substring(start, at).matches("-?[\\d.]+e") && at + 1 < source.length()
                && Character.isDigit(source.charAt(at + 1));
            if (!(c < 128 && Character.isLetterOrDigit(c)) && c != '.' && c != ':' && !exponent) {
                break;
            }
            if (c == ':' && (at + 1 >= source.length() || !Character.isDigit(source.charAt(at + 1)))) {
                break;
            }
            at++;
        }
        return source.substring(start, at);
    }

    private void name() {
        at++;
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean dot = c == '.' && at + 1 < source.length() && letter(source.charAt(at + 1));
            if (!letter(c) && !Character.isDigit(c) && c != '_' && !dot) {
                break;
            }
            at++;
        }
    }

    private void operator() {
        char c = source.charAt(at++);
        char next = at < source.length() ? source.charAt(at) : ' ';
        if (c == ':' && next == ':') {
            at++;
        } else if ((c == '<' || c == '>') && next == '=' || c == '<' && next == '>') {
            at++;
        }
    }

    private Value symbols() {
        List<String> names = new ArrayList<>();
        while (at < source.length() && source.charAt(at) == '`') {
            int start = ++at;
            boolean handle = false;
            while (at < source.length()) {
                char c = source.charAt(at);
                handle |= c == ':';
                if (!(c < 128 && Character.isLetterOrDigit(c)) && c != '.' && c != ':' && c != '_' && !(c == '/' && handle)) {
                    break;
                }
                if (c == '_' && at == start) {
                    break;
                }
                at++;
            }
            names.add(source.substring(start, at));
        }
        return names.size() == 1 ? Atom.symbol(names.get(0)) : SymVec.of(names.toArray(new String[0]));
    }

    private Value string() {
        StringBuilder text = new StringBuilder();
        at++;
        while (true) {
            if (at >= source.length()) {
                throw new QError("\"");
            }
            char c = source.charAt(at++);
            if (c == '"') {
                break;
            }
            text.append(c == '\\' ? escape() : c);
        }
        return text.length() == 1 ? Atom.of(text.charAt(0)) : ByteVec.ofText(text.toString());
    }

    private char escape() {
        if (at >= source.length()) {
            throw new QError("\"");
        }
        char c = source.charAt(at++);
        if (c >= '0' && c <= '3' && at + 2 <= source.length() && source.substring(at, at + 2).matches("[0-7]{2}")) {
            at += 2;
            return (char) Integer.parseInt(source.substring(at - 3, at), 8);
        }
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
