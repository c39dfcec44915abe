package io.depthstream.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Constants come from Flink 2.3.0's {@code KeyGroupRangeAssignment} and the Kafka connector 5.0.0's
 * {@code KafkaSourceEnumerator.getSplitOwner}, run on the same input; the flink-jobs module compares live.
 */
class KeyGroupsTest {

    @ParameterizedTest
    @CsvSource({
        "AAPL, 18, 114, 370, 0, 0",
        "MSFT, 710, 38, 18854, 1, 6",
        "SPY, 46, 46, 13486, 0, 0",
        "TSLA, 283, 11, 32011, 0, 2",
        "BRK.B, 109, 77, 12365, 0, 1",
        "ZVZZT, 433, 1, 24065, 1, 4",
        "*, 685, 29, 28189, 1, 6",
        "A, 8, 104, 5352, 0, 0",
        "'', 94, 94, 31198, 0, 0",
        "GOOGL, 333, 93, 29149, 0, 3",
        "\u00e9\u4e2d, 449, 65, 16321, 1, 4",
    })
    void shouldAssignSymbolsAsFlinkDoes(
        final String symbol, final int of720, final int of128, final int of32768, final int half, final int seventh) {
        assertEquals(of720, KeyGroups.keyGroup(symbol, 720));
        assertEquals(of128, KeyGroups.keyGroup(symbol, 128));
        assertEquals(of32768, KeyGroups.keyGroup(symbol, 32768));
        assertEquals(half, KeyGroups.subtask(of720, 720, 2));
        assertEquals(seventh, KeyGroups.subtask(of720, 720, 7));
    }

    @Test
    void shouldAgreeWithFlinkOnAMillionSymbols() {
        long rolling = 0;
        for (int i = 0; i < 1_000_000; i++) {
            rolling = rolling * 31 + KeyGroups.keyGroup("S" + i, 720);
        }
        assertEquals(9122825476846651890L, rolling);
    }

    @Test
    void shouldAgreeWithFlinkOnSubtasksUpToTheLargestParallelism() {
        final int[] parallelisms = {1, 2, 3, 5, 8, 64, 720, 4096, 32768};
        long rolling = 0;
        for (int i = 0; i < 200_000; i++) {
            final int group = KeyGroups.keyGroup("S" + i, 32768);
            for (final int parallelism : parallelisms) {
                rolling = rolling * 31 + KeyGroups.subtask(group, 32768, parallelism);
            }
        }
        assertEquals(-5920265435942542307L, rolling);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 2", "4, 0", "7, 6", "16, 4"})
    void shouldDealPartitionsAsTheKafkaSourceDoes(final int parallelism, final int ownerOfPartition0) {
        for (int partition = 0; partition < parallelism; partition++) {
            assertEquals((ownerOfPartition0 + partition) % parallelism,
                KeyGroups.sourceSubtask("market.itch.raw", partition, parallelism));
        }
    }

    @Test
    void shouldChooseThePartitionWhoseSourceSubtaskOwnsTheSymbol() {
        for (final int partitions : new int[] {1, 2, 3, 4, 7, 16, 720}) {
            for (int i = 0; i < 2_000; i++) {
                final String symbol = "S" + i;
                final int partition = KeyGroups.partition(symbol, Topics.RAW_XNAS, partitions, 720);
                assertTrue(partition >= 0 && partition < partitions);
                assertEquals(KeyGroups.subtask(KeyGroups.keyGroup(symbol, 720), 720, partitions),
                    KeyGroups.sourceSubtask(Topics.RAW_XNAS, partition, partitions));
            }
        }
    }

    @Test
    void shouldSpreadSymbolsOverAllPartitions() {
        final int[] symbols = new int[8];
        for (int i = 0; i < 8_000; i++) {
            symbols[KeyGroups.partition("S" + i, Topics.RAW_XNAS, 8, KeyGroups.DEFAULT_MAX_PARALLELISM)]++;
        }
        for (final int count : symbols) {
            assertTrue(count > 800 && count < 1200, "symbols on one of eight partitions: " + count);
        }
    }

    @Test
    void shouldSayTheAllowedRange() {
        assertEquals("maxParallelism must be 1 to 32768: 0",
            assertThrows(IllegalArgumentException.class, () -> KeyGroups.keyGroup("AAPL", 0)).getMessage());
        assertEquals("partitions must be 1 to maxParallelism (720): 721",
            assertThrows(IllegalArgumentException.class, () -> KeyGroups.partition("AAPL", "t", 721, 720))
                .getMessage());
        assertEquals("keyGroup must be 0 to maxParallelism - 1 (719): 720",
            assertThrows(IllegalArgumentException.class, () -> KeyGroups.subtask(720, 720, 2)).getMessage());
    }
}
