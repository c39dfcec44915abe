package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.ArrayList;
import java.util.List;

/** {@code like ss ssr}: patterns of {@code ? * [a-z] [^a]}. */
final class Patterns {
    private Patterns() {
    }

    static void register() {
        Builtins.infix("like", (q, a) -> like(a[0], Strings.text(a[1])));
        Builtins.infix("ss", (q, a) -> search(Strings.text(a[0]), Strings.text(a[1])));
        Builtins.add("ssr", 3, (q, a) -> replace(q, Strings.text(a[0]), Strings.text(a[1]), a[2]));
    }

    private static Value like(Value v, String pattern) {
        if (v instanceof Vec vec && vec.plain() instanceof SymVec symbols) {
            Grouping groups = Grouping.of(symbols);
            int[] firsts = groups.firsts();
            byte[] matched = new byte[firsts.length];
            for (int i = 0; i < firsts.length; i++) {
                matched[i] = (byte) (matches(symbols.nameAt(firsts[i]), 0, pattern, 0) ? 1 : 0);
            }
            byte[] out = new byte[vec.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = matched[groups.ids()[i]];
            }
            return new ByteVec(Type.BOOL, out);
        }
        if (v instanceof Atom atom && (atom.type() == -Type.SYMBOL || atom.type() == -Type.ENUM)) {
            return Atom.of(matches(atom.symbol(), 0, pattern, 0));
        }
        if (v instanceof ListVec list) {
            Value[] out = new Value[list.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = like(list.at(i), pattern);
            }
            return out.length == 0 ? Lists.empty(Type.BOOL) : Lists.collapse(out);
        }
        return Atom.of(matches(Strings.text(v), 0, pattern, 0));
    }

    /** Matches from a place in the text and in the pattern; stars are tried shortest first, the last of them alone. */
    private static boolean matches(String text, int from, String pattern, int start) {
        int t = from;
        int p = start;
        int starText = -1;
        int starPattern = -1;
        while (t < text.length() || p < pattern.length()) {
            int after = p < pattern.length() && pattern.charAt(p) != '*' && t < text.length() ? step(text.charAt(t), pattern, p) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starText = t;
                starPattern = ++p;
            } else if (after > 0) {
                t++;
                p = after;
            } else if (starPattern >= 0 && starText < text.length()) {
                t = ++starText;
                p = starPattern;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Returns where the pattern goes on after it has matched the char, or -1. */
    private static int step(char c, String pattern, int p) {
        char wanted = pattern.charAt(p);
        if (wanted == '?') {
            return p + 1;
        }
        if (wanted != '[') {
            return wanted == c ? p + 1 : -1;
        }
        int close = pattern.indexOf(']', p + 2);
        if (close < 0) {
            throw QError.domain();
        }
        boolean negated = pattern.charAt(p + 1) == '^' && close > p + 2;
        boolean found = false;
        for (int i = p + (negated ? 2 : 1); i < close; i++) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                found |= c >= pattern.charAt(i) && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                found |= c == pattern.charAt(i);
            }
        }
        return found != negated ? close + 1 : -1;
    }

    /** Returns where a pattern without stars ends that begins at a place, or -1. */
    private static int end(String text, int from, String pattern) {
        int t = from;
        int p = 0;
        while (p < pattern.length()) {
            int after = t < text.length() ? step(text.charAt(t), pattern, p) : -1;
            if (after < 0) {
                return -1;
            }
            t++;
            p = after;
        }
        return t;
    }

    private static Value search(String text, String pattern) {
        if (pattern.isEmpty()) {
            throw QError.length();
        }
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < text.length();) {
            int end = end(text, i, pattern);
            if (end > i) {
                places.add((long) i);
                i = end;
            } else {
                i++;
            }
        }
        return new LongVec(Type.LONG, places.stream().mapToLong(Long::longValue).toArray());
    }

    private static Value replace(Engine q, String text, String pattern, Value with) {
        if (pattern.isEmpty()) {
            throw QError.length();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length();) {
            int end = end(text, i, pattern);
            if (end > i) {
                out.append(Strings.text(with instanceof Fn ? q.apply(with, ByteVec.ofText(text.substring(i, end))) : with));
                i = end;
            } else {
                out.append(text.charAt(i++));
            }
        }
        return ByteVec.ofText(out.toString());
    }
}
