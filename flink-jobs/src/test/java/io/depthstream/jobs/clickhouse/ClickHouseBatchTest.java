package io.depthstream.jobs.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClickHouseBatchTest {

    private final ClickHouseBatch batch = new ClickHouseBatch(new DerivedRows());

    @Test
    void shouldWriteATradeAsRowBinaryInTheOrderOfTheColumns() throws Exception {
        batch.add(TradeRecords.trade("AAPL", 7, 3));
        final DataInputStream row = new DataInputStream(
                new ByteArrayInputStream(batch.tables().get(ClickHouseTable.TRADES).data().copy()));
        assertEquals("XNAS", text(row));
        assertEquals("000012", text(row));
        assertEquals("AAPL", text(row));
        assertEquals(7, Long.reverseBytes(row.readLong()));
        assertEquals(TradeRecords.DAY + 7, Long.reverseBytes(row.readLong()));
        assertEquals(TradeRecords.DAY + 1_007, Long.reverseBytes(row.readLong()));
        assertEquals(4, row.readByte());
        assertEquals("EXECUTION", text(row));
        assertEquals(1, batch.rows());
        assertEquals(20, ClickHouseTable.TRADES.columns().size());
    }

    @Test
    void shouldNameABatchByItsFirstAndLastRowAndItsBytes() throws Exception {
        batch.add(TradeRecords.trade("AAPL", 1, 0));
        batch.add(TradeRecords.trade("MSFT", 2, 1));
        final String token = batch.tables().get(ClickHouseTable.TRADES).token();
        assertEquals("trades:AAPL/000012/1-MSFT/000012/2:2:", token.substring(0, token.lastIndexOf(':') + 1));
        final ClickHouseBatch same = new ClickHouseBatch(new DerivedRows());
        same.add(TradeRecords.trade("AAPL", 1, 0));
        same.add(TradeRecords.trade("MSFT", 2, 1));
        assertEquals(token, same.tables().get(ClickHouseTable.TRADES).token());
        final ClickHouseBatch other = new ClickHouseBatch(new DerivedRows());
        other.add(TradeRecords.trade("AAPL", 1, 0));
        other.add(TradeRecords.trade("IBM", 5, 1));
        other.add(TradeRecords.trade("MSFT", 2, 1));
        assertNotEquals(token, other.tables().get(ClickHouseTable.TRADES).token());
    }

    @Test
    void shouldTakeBackWhatItAppendedOfAnUnusableRecord() throws Exception {
        batch.add(TradeRecords.trade("AAPL", 1, 0));
        final int before = batch.tables().get(ClickHouseTable.TRADES).data().length();
        final UnusableRecordException refused = assertThrows(UnusableRecordException.class,
                () -> batch.add(new RawBatch("AAPL", new byte[] {1, 2, 3}, Topics.TRADES, 0, 9)));
        assertEquals("malformed", refused.reason());
        assertEquals(before, batch.tables().get(ClickHouseTable.TRADES).data().length());
        assertEquals(1, batch.rows());
        assertThrows(UnusableRecordException.class, () -> batch.add(new RawBatch("AAPL", new byte[] {1}, "other", 0, 1)));
    }

    private static String text(final DataInputStream in) throws Exception {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }
}
