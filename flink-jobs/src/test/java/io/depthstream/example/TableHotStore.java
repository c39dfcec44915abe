package io.depthstream.example;

import io.depthstream.jobs.config.ConfigKey;
import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.hot.BatchReply;
import io.depthstream.jobs.hot.BookText;
import io.depthstream.jobs.hot.HotBatch;
import io.depthstream.jobs.hot.HotBookState;
import io.depthstream.jobs.hot.HotLink;
import io.depthstream.jobs.hot.HotStoreProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A hot store somebody adds: the newest state of each symbol in a table of this process. All there is of it is here. */
public final class TableHotStore implements HotStoreProvider, HotLink {

    /** By name of table: key of a symbol to its state as JSON. */
    public static final Map<String, Map<String, String>> TABLES = new ConcurrentHashMap<>();

    private static final ConfigKey<String> TABLE =
            ConfigKey.ofText("hot.tableName", "books", "[a-z]{1,20}", "1 to 20 small letters", "Table written to.");

    private final Map<String, String> table;
    private final BookText text = new BookText();
    private boolean open;

    /** The provider. */
    public TableHotStore() {
        this(null);
    }

    private TableHotStore(final Map<String, String> table) {
        this.table = table;
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of(TABLE);
    }

    @Override
    public HotLink link(final HotConfig config, final String name) {
        return new TableHotStore(TABLES.computeIfAbsent(config.get(TABLE), created -> new ConcurrentHashMap<>()));
    }

    @Override
    public Object addressOf(final String venue, final String symbol) {
        return venue + '/' + symbol;
    }

    @Override
    public void connect() {
        open = true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void send(final HotBatch batch, final HotBookState[] states, final Runnable answered) {
        for (int i = 0; i < batch.size(); i++) {
            table.put(batch.address(i, String.class), new String(text.payload(states[i]), StandardCharsets.UTF_8));
        }
        batch.answer(new BatchReply(batch.size(), 0, 0, ""), null);
        answered.run();
    }

    @Override
    public Fault fault(final HotBatch batch, final Throwable error) {
        return Fault.CONNECTION;
    }

    @Override
    public void drop() {
        open = false;
    }

    @Override
    public void close() {
        drop();
    }
}
