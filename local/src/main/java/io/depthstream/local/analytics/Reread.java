package io.depthstream.local.analytics;

import io.depthstream.jobs.analytics.AnalyticsJob;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands the order-book job's records on as a reader of the topics would meet them, those that the analytics read. The end
 * of event time waits for the last of them: the books are shown once more when the input has ended, which is behind it.
 */
final class Reread extends AbstractStreamOperator<RawBatch> implements OneInputStreamOperator<PublishedRecord, RawBatch> {
    private static final long serialVersionUID = 1L;

    private transient StreamRecord<RawBatch> carrier;

    @Override
    public void open() throws Exception {
        super.open();
        carrier = new StreamRecord<>(null);
    }

    @Override
    public void processElement(final StreamRecord<PublishedRecord> element) {
        final PublishedRecord record = element.getValue();
        if (AnalyticsJob.TOPICS.contains(record.topic())) {
            output.collect(carrier.replace(new RawBatch(new String(record.key(), StandardCharsets.UTF_8), record.value(),
                record.topic(), 0, 0L, record.timestampMillis(), RawFault.NONE)));
        }
    }

    @Override
    public void processWatermark(final Watermark mark) {
        // Event time is made anew behind this, from the records.
    }

    @Override
    public void finish() throws Exception {
        super.finish();
        output.emitWatermark(Watermark.MAX_WATERMARK);
    }
}
