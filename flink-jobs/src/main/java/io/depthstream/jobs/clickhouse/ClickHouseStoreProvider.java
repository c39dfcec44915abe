package io.depthstream.jobs.clickhouse;

import io.depthstream.jobs.cold.ColdStore;
import io.depthstream.jobs.cold.ColdStoreProvider;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.config.ColdKeys;
import io.depthstream.jobs.config.ColdSettings;
import io.depthstream.jobs.config.ConfigKey;
import java.util.Arrays;
import java.util.List;

/** ClickHouse. */
public final class ClickHouseStoreProvider implements ColdStoreProvider {

    static final String NAME = "clickhouse";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> topics() {
        return Arrays.stream(ClickHouseTable.values()).map(ClickHouseTable::topic).toList();
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return ClickHouseConfig.OWN;
    }

    @Override
    public ColdKeys coldKeys() {
        return ClickHouseConfig.COLD;
    }

    @Override
    public String resource() {
        return ClickHouseConfig.DEFAULT_RESOURCE;
    }

    @Override
    public ColdStore store(final ColdSettings settings, final String name) {
        return new ClickHouseStore(ClickHouseConfig.of(settings), name);
    }
}
