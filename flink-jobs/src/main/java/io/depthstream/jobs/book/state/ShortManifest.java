package io.depthstream.jobs.book.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * Keeps RocksDB's MANIFEST short, the log of which files make up the state. Each checkpoint appends to it and each checkpoint
 * holds a copy of it, so at RocksDB's own limit of a gibibyte a job with five checkpoints a second writes more with every
 * one of them (docs/decisions/0101). Stateless.
 */
public class ShortManifest implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1L;
    /** At this size RocksDB begins a new one, which lists the files there are: some kilobytes. */
    static final long MANIFEST_BYTES = 64 << 10;

    @Override
    public DBOptions createDBOptions(final DBOptions current, final Collection<AutoCloseable> handles) {
        return current.setMaxManifestFileSize(MANIFEST_BYTES);
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(
            final ColumnFamilyOptions current, final Collection<AutoCloseable> handles) {
        return current;
    }
}
