package io.depthstream.jobs.book.state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** A database that is flushed as often as a job's, at each barrier. */
class ShortManifestTest {

    private static final int BARRIERS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void shouldStayShortHoweverManyBarriersThereWere() throws Exception {
        RocksDB.loadLibrary();
        assertTrue(longest("unlimited", new DBOptions()) > ShortManifest.MANIFEST_BYTES, "so many make a long one");
        final long longest = longest("short", new ShortManifest().createDBOptions(new DBOptions(), List.of()));
        assertTrue(longest < ShortManifest.MANIFEST_BYTES + 4_096, "bytes: " + longest);
    }

    private long longest(final String name, final DBOptions database) throws Exception {
        final Path here = folder.resolve(name);
        long longest = 0;
        try (DBOptions closed = database; ColumnFamilyOptions columns = new ColumnFamilyOptions();
                Options options = new Options(closed, columns);
                FlushOptions now = new FlushOptions().setWaitForFlush(true);
                RocksDB db = RocksDB.open(options.setCreateIfMissing(true), here.toString())) {
            for (int i = 0; i < BARRIERS; i++) {
                db.put(("key-group-" + i % 64).getBytes(), ("delta " + i).getBytes());
                db.flush(now);
                longest = Math.max(longest, manifest(here));
            }
        }
        return longest;
    }

    private static long manifest(final Path here) throws IOException {
        try (Stream<Path> files = Files.list(here)) {
            return files.filter(file -> file.getFileName().toString().startsWith("MANIFEST-"))
                    .mapToLong(file -> file.toFile().length()).max().orElse(0);
        }
    }
}
