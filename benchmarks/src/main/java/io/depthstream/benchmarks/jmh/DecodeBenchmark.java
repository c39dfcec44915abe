package io.depthstream.benchmarks.jmh;

import io.depthstream.benchmarks.itch.FieldSum;
import io.depthstream.ingest.itch.DecodeResult;
import io.depthstream.ingest.itch.ItchDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One ITCH message with all its fields, in the mix of a day. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    private final DayMessages day = new DayMessages();
    private final ItchDecoder decoder = new ItchDecoder();
    private final FieldSum fields = new FieldSum();
    private int next;

    /** Decodes the next message; its fields go into a sum that is kept. */
    @Benchmark
    public DecodeResult decodeMessage() {
        final int message = next++ & DayMessages.COUNT - 1;
        return decoder.decode(day.buffer(), day.start(message), day.length(message), fields);
    }
}
