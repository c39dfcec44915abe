package io.depthstream.kdb.value;

import java.util.HashMap;
import java.util.Map;

/** The list of symbols an enumeration points into; it only ever grows. */
public final class EnumDomain {
    private final String name;
    private final Map<Integer, Integer> places = new HashMap<>();
    private SymVec values = new SymVec(new int[0]);

    /** Makes an empty domain with the name of its variable. */
    public EnumDomain(String name) {
        this.name = name;
    }

    /** Returns the name of the variable. */
    public String name() {
        return name;
    }

    /** Returns the symbols so far. */
    public SymVec values() {
        return values;
    }

    /** Makes these the domain's symbols: the old ones again, and more after them. */
    public void set(SymVec newValues) {
        values = newValues;
        places.clear();
        for (int i = 0; i < newValues.count(); i++) {
            places.putIfAbsent(newValues.items()[i], i);
        }
    }

    /** Returns the place of a symbol number, or -1. */
    public int place(int symbol) {
        return places.getOrDefault(symbol, -1);
    }

    /** Returns the place of a symbol number, adding it at the end if it is new. */
    public int placeOrAdd(int symbol) {
        Integer place = places.get(symbol);
        if (place == null) {
            place = values.count();
            values = (SymVec) values.concat(new SymVec(new int[] {symbol}));
            places.put(symbol, place);
        }
        return place;
    }
}
