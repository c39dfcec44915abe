package io.depthstream.local.run;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a cold store holds at the end of a run, beside the truth.
 *
 * @param rows        rows compared; none means that nothing was
 * @param missing     rows that should be there and are not
 * @param duplicates  rows that are there more than once
 * @param differences rows and price levels that are there and differ
 */
public record StoreReport(long rows, long missing, long duplicates, long differences) {

    /** Returns whether the store holds exactly the truth. */
    @JsonIgnore
    public boolean exact() {
        return rows > 0 && missing == 0 && duplicates == 0 && differences == 0;
    }
}
