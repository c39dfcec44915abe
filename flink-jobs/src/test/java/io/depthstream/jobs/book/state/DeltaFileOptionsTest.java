package io.depthstream.jobs.book.state;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.flink.state.rocksdb.PredefinedOptions;
import org.apache.flink.state.rocksdb.RocksDBResourceContainer;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;

/** On top of what Flink sets by itself: that it packs each level with Snappy once made packing by LZ4 a setting without effect. */
class DeltaFileOptionsTest {

    @Test
    void shouldMergeManyFilesAtOnceBySizeAndPackThemCheaply() throws Exception {
        RocksDB.loadLibrary();
        final DeltaFileOptions options = new DeltaFileOptions();
        try (RocksDBResourceContainer flink = new RocksDBResourceContainer(PredefinedOptions.DEFAULT, options);
                ColumnFamilyOptions columns = flink.getColumnOptions();
                DBOptions database = flink.getDbOptions()) {
            assertAll(
                    () -> assertEquals(CompactionStyle.UNIVERSAL, columns.compactionStyle()),
                    () -> assertEquals(List.of(CompressionType.LZ4_COMPRESSION), columns.compressionPerLevel()),
                    () -> assertEquals(16, columns.level0FileNumCompactionTrigger()),
                    () -> assertEquals(48, columns.level0SlowdownWritesTrigger()),
                    () -> assertEquals(64, columns.level0StopWritesTrigger()),
                    () -> assertEquals(ShortManifest.MANIFEST_BYTES, database.maxManifestFileSize()));
        }
    }
}
