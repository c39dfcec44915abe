package io.depthstream.jobs.kdb;

import io.depthstream.jobs.cold.ColdStore;
import io.depthstream.jobs.cold.ColdStoreProvider;
import io.depthstream.jobs.config.ColdKeys;
import io.depthstream.jobs.config.ColdSettings;
import io.depthstream.jobs.config.ConfigKey;
import io.depthstream.jobs.config.KdbConfig;
import java.util.List;

/** kdb+. */
public final class KdbStoreProvider implements ColdStoreProvider {

    static final String NAME = "kdb";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> topics() {
        return DerivedRecords.TOPICS;
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return KdbConfig.OWN;
    }

    @Override
    public ColdKeys coldKeys() {
        return KdbConfig.COLD;
    }

    @Override
    public String resource() {
        return KdbConfig.DEFAULT_RESOURCE;
    }

    @Override
    public ColdStore store(final ColdSettings settings, final String name) {
        return new KdbStore(KdbConfig.of(settings));
    }
}
