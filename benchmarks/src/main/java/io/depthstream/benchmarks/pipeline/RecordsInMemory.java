package io.depthstream.benchmarks.pipeline;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** A bounded source of records made before, so that a benchmark of a sink measures the sink. One run of a process at a time. */
public final class RecordsInMemory {
    /** The source travels as bytes, its records don't: the job runs in this process. */
    private static volatile List<RawBatch> records = List.of();

    private RecordsInMemory() {
    }

    /** The source of these records, in order, by one subtask. */
    public static Source<RawBatch, ?, ?> of(final List<RawBatch> made) {
        records = List.copyOf(made);
        return new DataGeneratorSource<>(new ByPlace(), made.size(), RawBatchTypeInfo.INSTANCE);
    }

    private static final class ByPlace implements GeneratorFunction<Long, RawBatch> {
        private static final long serialVersionUID = 1L;

        @Override
        public RawBatch map(final Long place) {
            return records.get(place.intValue());
        }
    }
}
