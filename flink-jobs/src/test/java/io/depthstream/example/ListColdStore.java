package io.depthstream.example;

import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.ColdStore;
import io.depthstream.jobs.cold.ColdStoreProvider;
import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.config.ColdSettings;
import io.depthstream.jobs.config.ConfigKey;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.MalformedRecordException;
import io.depthstream.schemas.codec.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cold store somebody adds: each trade once in a list of this process. All there is of it is here. */
public final class ListColdStore implements ColdStoreProvider, ColdStore {

    /** By name of list: key of a trade to its shares. */
    public static final Map<String, Map<String, Long>> LISTS = new ConcurrentHashMap<>();

    private static final ConfigKey<String> LIST =
            ConfigKey.ofText("list.name", "trades", "[a-z]{1,20}", "1 to 20 small letters", "List written to.");

    private final Map<String, Long> list;

    /** The provider. */
    public ListColdStore() {
        this(null);
    }

    private ListColdStore(final Map<String, Long> list) {
        this.list = list;
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.TRADES);
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of(LIST);
    }

    @Override
    public ColdStore store(final ColdSettings settings, final String name) {
        return new ListColdStore(LISTS.computeIfAbsent(settings.get(LIST), created -> new ConcurrentHashMap<>()));
    }

    @Override
    public ColdBatch newBatch() {
        return new Rows(new ArrayList<>());
    }

    private record Rows(List<Trade> trades) implements ColdBatch {

        @Override
        public void add(final RawBatch record) throws UnusableRecordException {
            try {
                trades.add(Records.decode(Trade.class, record.value()));
            } catch (final MalformedRecordException malformed) {
                throw new UnusableRecordException("malformed", malformed.getMessage());
            }
        }

        @Override
        public int rows() {
            return trades.size();
        }

        @Override
        public long bytes() {
            return 200L * trades.size();
        }
    }

    @Override
    public void open() {
        // A list is always there.
    }

    @Override
    public void send(final ColdBatch batch) {
        ((Rows) batch).trades.forEach(trade -> list.put(trade.getSymbol() + '/' + trade.getSequence(), trade.getShares()));
    }

    @Override
    public void confirm() {
        // What was sent is there.
    }

    @Override
    public void close() {
        // A list is never closed.
    }
}
