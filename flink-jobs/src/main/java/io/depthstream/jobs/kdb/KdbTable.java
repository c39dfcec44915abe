package io.depthstream.jobs.kdb;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of {@code kdb/q/schema.q}: their columns in the order in which they are sent, and each column's type as
 * {@code meta} names it (a blank is a column of lists).
 */
enum KdbTable {
    /** Top of book, on change. */
    QUOTE("quote", "bid:j bsize:j borders:i ask:j asize:j aorders:i"),
    /** Best levels, conflated. */
    DEPTH("depth", "bids bsizes borders asks asizes aorders"),
    /** Executions, crosses, broken trades. */
    TRADE("trade", "kind:s side:s price:j size:j match:j order:j printable:b cross:s bid:j ask:j"),
    /** Trading state, restrictions, quality. */
    STATUS("status", "kind:s code:s detail:s ref:j upper:j lower:j vals"),
    /** Net order imbalance before a cross. */
    IMBALANCE("imbalance",
            "crosstype:s side:s direction:s variation:s paired:j excess:j far:j near:j ref:j"),
    /** Windows of trades and quotes. */
    BAR("bar", "start:p width:n revision:i open:j high:j low:j close:j volume:j trades:j fscale:i vwap:j buyvol:j"
            + " sellvol:j crossvol:j quotes:j ofi:j openmid:j closemid:j"),
    /** What a book says. */
    SIGNAL("signal", "cause:s grid:p bid:j bsize:j borders:i ask:j asize:j aorders:i fscale:i mid:j micro:j spread:j ticks:f"
            + " bps:f imbalance:f levels:i bdepth5:j adepth5:j bdepth10:j adepth10:j dimbalance:f dlevels:i nearbps:i"
            + " bnear:j anear:j ofi:j events:j trades:j otr:f"),
    /** Alerts raised and over. */
    ALERT("alert", "id kind:s severity:s active:b raised:p cleared:p bound:j observed:j unit:s evidence"),
    /** The newest whole book, keyed on sym. */
    BOOK("book", "bids bsizes borders asks asizes aorders live:j applied:j");

    private static final String HEAD = "time:p sym:s venue:s session:s seq:j rtime:p scale:i ";
    private static final String TAIL = " quality:s reason:s state:s";

    private final String table;
    private final List<String> columns;
    private final String types;

    KdbTable(final String table, final String own) {
        this.table = table;
        final List<String[]> parts = Stream.of((HEAD + own + TAIL).split(" ")).map(part -> part.split(":")).toList();
        this.columns = parts.stream().map(part -> part[0]).toList();
        final StringBuilder all = new StringBuilder();
        parts.forEach(part -> all.append(part.length == 1 ? " " : part[1]));
        this.types = all.toString();
    }

    /** The table's name in kdb+. */
    String table() {
        return table;
    }

    /** Names of the columns. */
    List<String> columns() {
        return columns;
    }

    /** Type of each column, one character each. */
    String types() {
        return types;
    }
}
