package io.depthstream.kdb.ipc;

import java.util.List;

/** The numbers primitives have in messages. */
final class Primitives {
    /** Functions of one argument, from 0. */
    static final List<String> UNARY = List.of("::", "+:", "-:", "*:", "%:", "&:", "|:", "^:", "=:", "<:", ">:", "$:", ",:",
        "#:", "_:", "~:", "!:", "?:", "@:", ".:", "0::", "1::", "2::", "avg", "last", "sum", "prd", "min", "max", "exit",
        "getenv", "abs", "sqrt", "log", "exp", "sin", "asin", "cos", "acos", "tan", "atan", "enlist", "var", "dev", "hopen");
    /** Functions of two arguments, from 0. */
    static final List<String> BINARY = List.of(":", "+", "-", "*", "%", "&", "|", "^", "=", "<", ">", "$", ",", "#", "_",
        "~", "!", "?", "@", ".", "0:", "1:", "2:", "in", "within", "like", "bin", "ss", "insert", "wsum", "wavg", "div",
        "xexp", "setenv", "binr", "cov", "cor");
    /** Iterators, from 0. */
    static final List<String> ITERATORS = List.of("'", "/", "\\", "':", "/:", "\\:");
    /** The number of an argument left out. */
    static final int HOLE = 255;

    private Primitives() {
    }
}
