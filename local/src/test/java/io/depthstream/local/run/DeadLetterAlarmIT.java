package io.depthstream.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.DeadLetterBacklog;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.local.stack.LocalStack;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.codec.Records;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The feed handler of a demo or replay watches the dead letters as one of its own process does. */
class DeadLetterAlarmIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    @Timeout(180)
    void shouldAlertOnLettersThatNobodyHandlesWhileAPipelineRunsInThisProcess(@TempDir final Path folder) throws Exception {
        try (LocalStack stack = LocalStack.start(1);
                NioPacketSource source = new NioPacketSource(List.of(LineAddress.parse("127.0.0.1:0")), 1 << 16, () -> 1);
                PipelineRun pipeline = new PipelineRun(stack, folder.resolve("stack.properties"),
                    PipelineRun.jobConfig(stack, 1), new RunView(new PrintWriter(new StringWriter()), true))) {
            park(pipeline.bootstrapServers(), 3);
            assertEquals(DeadLetterBacklog.UNKNOWN, pipeline.deadLetterBacklog(), "no feed handler, no alarm");
            pipeline.feed(source, 1, false, Map.of("dlq.watch-seconds", "1", "dlq.alert-backlog", "2"));

            final long deadline = System.nanoTime() + LIMIT.toNanos();
            while (pipeline.deadLetterBacklog().alerts().isEmpty()) {
                assertTrue(System.nanoTime() < deadline, () -> "no alert: " + pipeline.deadLetterBacklog());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            assertEquals(3, pipeline.deadLetterBacklog().pending());
            assertTrue(pipeline.deadLetterBacklog().alerts().get(0).startsWith("3 unhandled letters on market.dlq, above 2"),
                () -> pipeline.deadLetterBacklog().toString());
        }
    }

    private static void park(final String bootstrapServers, final int letters) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int sequence = 1; sequence <= letters; sequence++) {
                final DeadLetter letter = DeadLetter.newBuilder().setVenue("XNAS").setSession("S").setSequence(sequence)
                    .setFormat("itch-message").setReason("unknown-locate").setAttempts(1)
                    .setBytes(ByteBuffer.wrap(new byte[] {1})).build();
                producer.send(new ProducerRecord<>(Topics.DLQ, 0, new byte[] {'k'}, Records.encode(letter)));
            }
            producer.flush();
        }
    }
}
