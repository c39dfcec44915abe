package io.depthstream.jobs.book.state;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;

class DeltaFileOptionsTest {

    @Test
    void shouldMergeManyFilesAtOnceBySizeAndPackThemCheaply() {
        RocksDB.loadLibrary();
        final DeltaFileOptions options = new DeltaFileOptions();
        try (ColumnFamilyOptions columns = options.createColumnOptions(new ColumnFamilyOptions(), List.of());
                DBOptions database = new DBOptions()) {
            assertAll(
                    () -> assertEquals(CompactionStyle.UNIVERSAL, columns.compactionStyle()),
                    () -> assertEquals(CompressionType.LZ4_COMPRESSION, columns.compressionType()),
                    () -> assertEquals(16, columns.level0FileNumCompactionTrigger()),
                    () -> assertEquals(48, columns.level0SlowdownWritesTrigger()),
                    () -> assertEquals(64, columns.level0StopWritesTrigger()),
                    () -> assertSame(database, options.createDBOptions(database, List.of())));
        }
    }
}
