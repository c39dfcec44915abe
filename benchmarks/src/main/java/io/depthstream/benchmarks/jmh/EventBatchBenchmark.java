package io.depthstream.benchmarks.jmh;

import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.EventBatchWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole batch written or read. Writing allocates the value that goes to Kafka, and nothing else. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBatchBenchmark {
    private static final long TIME = 1_580_394_600_000_000_000L;

    /** Events of the batch. */
    @Param({"1", "16"})
    private int events;

    private final EventBatchWriter writer = new EventBatchWriter();
    private final EventBatchReader reader = new EventBatchReader();
    private byte[] value;

    /** Writes the batch that is read. */
    @Setup(Level.Trial)
    public void fill() {
        value = write();
    }

    private void fillBatch() {
        writer.begin("XNAS", "BENCH", "AAPL", "feedhandler-1", 4_711, 4);
        for (int i = 0; i < events; i++) {
            if ((i & 1) == 0) {
                writer.event(EventKind.ADD, 5_000 + i, TIME + i, TIME, Side.BID, 123_456_789L + i, 0, 3_210_000, 100, 0, 0);
            } else {
                writer.event(EventKind.DELETE, 5_000 + i, TIME + i, TIME, Side.NONE, 123_456_000L + i, 0, 0, 0, 0, 0);
            }
        }
    }

    /** Fills a batch without taking its bytes. */
    @Benchmark
    public int fillOnly() {
        fillBatch();
        return writer.sizeBytes();
    }

    /** Fills a batch and takes its bytes. */
    @Benchmark
    public byte[] write() {
        fillBatch();
        return writer.toBytes();
    }

    /** Reads every field of every event. */
    @Benchmark
    public long read() {
        reader.wrap(value, 0, value.length);
        long sum = reader.previousSequence();
        while (reader.nextEvent()) {
            sum += reader.kind().ordinal() + reader.sequence() + reader.eventTimeNanos() + reader.side().ordinal()
                + reader.orderRef() + reader.newOrderRef() + reader.price() + reader.shares() + reader.matchNumber()
                + reader.flags();
        }
        return sum;
    }
}
