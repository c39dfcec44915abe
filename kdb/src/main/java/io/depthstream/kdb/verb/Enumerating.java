package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.EnumDomain;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;

/** Symbols as places in a domain. */
public final class Enumerating {
    private Enumerating() {
    }

    /** Enumerates, adding what is new to the domain: {@code `sym?…}. */
    public static EnumVec extend(EnumDomain domain, SymVec symbols) {
        int[] places = new int[symbols.count()];
        for (int i = 0; i < places.length; i++) {
            places[i] = domain.placeOrAdd(symbols.items()[i]);
        }
        return new EnumVec(domain, new IntVec(Type.INT, places));
    }

    /** Enumerates symbols that must all be in the domain, 'cast otherwise: {@code `sym$…}. */
    static EnumVec strict(EnumDomain domain, SymVec symbols) {
        int[] places = new int[symbols.count()];
        for (int i = 0; i < places.length; i++) {
            int number = symbols.items()[i];
            places[i] = domain.place(number);
            if (places[i] < 0 && number != 0) {
                throw new QError("cast");
            }
        }
        return new EnumVec(domain, new IntVec(Type.INT, places));
    }
}
