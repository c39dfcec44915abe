package io.depthstream.jobs.book.state;

import java.util.Collection;
import java.util.List;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;

/**
 * RocksDB for state that is written at barriers and read at a restore alone: each checkpoint leaves a small file a state, and
 * nothing looks anything up between. Merging those files is what RocksDB's threads do, so it is made rare and cheap
 * (docs/decisions/0096). Stateless.
 */
public final class DeltaFileOptions extends ShortManifest {
    private static final long serialVersionUID = 1L;
    /** Files of a state that are merged together; a restore reads at most so many side by side. */
    static final int MERGED_FILES = 16;
    /** Files that stand for a merge that can't keep up: writing is slowed down, then held. */
    private static final int SLOWING_FILES = 3 * MERGED_FILES;
    private static final int HOLDING_FILES = 4 * MERGED_FILES;

    @Override
    public ColumnFamilyOptions createColumnOptions(
            final ColumnFamilyOptions current, final Collection<AutoCloseable> handles) {
        return current
                // By size, not by level: a base is rewritten far less often.
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                // Snappy, the default, is built without optimisation into Flink's RocksDB.
                // Flink names one for each level, so setCompressionType alone would have no effect.
                .setCompressionPerLevel(List.of(CompressionType.LZ4_COMPRESSION))
                .setLevel0FileNumCompactionTrigger(MERGED_FILES)
                .setLevel0SlowdownWritesTrigger(SLOWING_FILES)
                .setLevel0StopWritesTrigger(HOLDING_FILES);
    }
}
