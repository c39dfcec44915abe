package io.depthstream.kdb.value;

/** Symbols as places in a named list, {@code `sym$`a`b}: what splayed tables hold. Place -1 is the null. */
public final class EnumVec extends Vec {
    private final IntVec places;
    private final EnumDomain domain;

    /** Wraps places in a domain. */
    public EnumVec(EnumDomain domain, IntVec places) {
        super(Type.ENUM);
        this.domain = domain;
        this.places = places;
    }

    /** Returns the list the places point into. */
    public EnumDomain domain() {
        return domain;
    }

    /** Returns the places. */
    public IntVec places() {
        return places;
    }

    @Override
    public int count() {
        return places.count();
    }

    private int symbol(int place) {
        return place < 0 || place >= domain.values().count() ? 0 : domain.values().items()[place];
    }

    @Override
    public Vec plain() {
        int[] numbers = new int[count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = symbol(places.items()[i]);
        }
        SymVec symbols = new SymVec(numbers);
        return symbols.with(attribute());
    }

    @Override
    public Value at(int i) {
        boolean inside = i >= 0 && i < count();
        return new Atom(new EnumVec(domain, new IntVec(Type.INT, new int[] {inside ? places.items()[i] : -1})));
    }

    @Override
    public Vec take(int[] positions) {
        int[] taken = new int[positions.length];
        for (int i = 0; i < taken.length; i++) {
            int p = positions[i];
            taken[i] = p < 0 || p >= count() ? -1 : places.items()[p];
        }
        return new EnumVec(domain, new IntVec(Type.INT, taken));
    }

    @Override
    public Vec slice(int from, int to) {
        return new EnumVec(domain, (IntVec) places.slice(from, to));
    }

    @Override
    public Vec concat(Vec other) {
        return new EnumVec(domain, (IntVec) places.concat(((EnumVec) other).places));
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        return new EnumVec(domain, (IntVec) places.amend(positions, ((EnumVec) values).places));
    }

    @Override
    public int compare(int i, Vec other, int j) {
        EnumVec enums = (EnumVec) other;
        return Symbols.name((int) keyAt(i)).compareTo(Symbols.name((int) enums.keyAt(j)));
    }

    @Override
    public boolean nullAt(int i) {
        return keyAt(i) == 0;
    }

    @Override
    public long keyAt(int i) {
        return symbol(places.items()[i]);
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    protected Vec share() {
        return new EnumVec(domain, places);
    }

    @Override
    Tail tail() {
        return places.tail();
    }
}
