package io.depthstream.kdb.value;

/** {@code ::}, the function that gives its argument, and the null value of q. The hole of {@code f[;1]} is a second one. */
public final class Identity extends Fn {
    /** The null. */
    public static final Identity NULL = new Identity();
    /** The place of an argument left out. */
    public static final Identity HOLE = new Identity();

    private Identity() {
    }

    @Override
    public int type() {
        return Type.UNARY;
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public String source() {
        return this == NULL ? "::" : "";
    }
}
