package io.depthstream.jobs.clickhouse;

import io.depthstream.schemas.Topics;
import java.util.List;
import java.util.Optional;

/** The tables of {@code clickhouse/}'s migrations that are fed from topics, and the order in which columns are sent. */
public enum ClickHouseTable {
    /** Executions, crosses, broken trades. */
    TRADES(Topics.TRADES, "trades", "kind:s aggressor:s price:l shares:l match_number:l order_ref:l printable:b cross_type:s"
            + " bid_price:l ask_price:l"),
    /** Top of book, on change. */
    TOP(Topics.BOOK_TOP, "book_top", "bid_price:l bid_shares:l bid_orders:i ask_price:l ask_shares:l ask_orders:i"),
    /** Best levels, conflated. */
    DEPTH(Topics.BOOK_DEPTH, "book_depth", "bid_prices:L bid_shares:L bid_orders:I ask_prices:L ask_shares:L ask_orders:I"),
    /** Trading state, restrictions, quality. */
    STATUS(Topics.STATUS, "market_status", "kind:s code:s reason:s reference_price:l upper_price:l lower_price:l values:L");

    private static final String HEAD = "venue:s session:s symbol:s sequence:l venue_time:l receive_time:l price_scale:b ";
    private static final String TAIL = " quality:s quality_reason:s trading_state:s";

    private final String topic;
    private final String table;
    private final List<String> columns;
    private final String shapes;

    ClickHouseTable(final String topic, final String table, final String own) {
        this.topic = topic;
        this.table = table;
        final StringBuilder all = new StringBuilder();
        columns = List.of((head() + own + tail()).split(" ")).stream().map(column -> {
            all.append(column.charAt(column.length() - 1));
            return column.substring(0, column.length() - 2);
        }).toList();
        shapes = all.toString();
    }

    private static String head() {
        return HEAD;
    }

    private static String tail() {
        return TAIL;
    }

    /** The topic it is fed from. */
    public String topic() {
        return topic;
    }

    /** Its name. */
    public String table() {
        return table;
    }

    /** The columns sent, in order. */
    public List<String> columns() {
        return columns;
    }

    /**
     * The columns' shapes in RowBinary, one letter each: s text, l 8 bytes, i 4 bytes, b 1 byte, L array of 8 bytes, I array
     * of 4 bytes.
     */
    public String shapes() {
        return shapes;
    }

    /** The table that a topic feeds. */
    public static Optional<ClickHouseTable> of(final String topic) {
        for (final ClickHouseTable table : values()) {
            if (table.topic.equals(topic)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }
}
