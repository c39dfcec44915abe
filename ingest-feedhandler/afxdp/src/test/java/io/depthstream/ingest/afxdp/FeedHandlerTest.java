package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.ConfiguredSource;
import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.TradingDay;
import io.depthstream.ingest.session.MoldUdp64;
import io.depthstream.schemas.Topics;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole feed handler on a source of this module, without privilege. */
@Timeout(60)
class FeedHandlerTest {
    private static final int HEARTBEATS = 50;

    @Test
    void shouldReceiveBySourceKindOnTheProcessorNamedAndShowItsCounters() throws Exception {
        final int cpu = SchedulerPinning.allowed().length() - 1;
        final FeedHandlerConfig config = FeedHandlerConfig.of(Map.of("source.kind", "recvmmsg",
            "source.lines", "127.0.0.1:0", "loop.cpu", String.valueOf(cpu), "clock.max-error-micros", "1000000000"));
        final ConfiguredSource source = ConfiguredSource.open(config, TradingDay.of(LocalDate.of(2020, 1, 30)));
        final RecvmmsgPacketSource lines = assertInstanceOf(RecvmmsgPacketSource.class, source.packets());

        try (FeedHandler handler = new FeedHandler(config, lines, 1, false, producer(), null);
                DatagramSocket sender = new DatagramSocket()) {
            handler.start();
            final byte[] heartbeat = new byte[MoldUdp64.HEADER_LENGTH];
            new UnsafeBuffer(heartbeat).putStringWithoutLengthAscii(0, "SESSION001");
            heartbeat[MoldUdp64.SEQUENCE_OFFSET + Long.BYTES - 1] = 1;
            for (int i = 0; i < HEARTBEATS; i++) {
                sender.send(new DatagramPacket(heartbeat, heartbeat.length, InetAddress.getLoopbackAddress(), lines.port(0)));
            }
            Wire.await(() -> handler.counters().packets() == HEARTBEATS, "came: " + handler.counters().packets());
            Wire.await(() -> value(handler, "feedhandler_recvmmsg_packets") == HEARTBEATS, "the metric does not follow");

            final Map<String, String> helps = new TreeMap<>();
            handler.registry().scrape().forEach(metric ->
                helps.put(metric.getMetadata().getPrometheusName(), metric.getMetadata().getHelp()));
            assertTrue(helps.keySet().containsAll(List.of("feedhandler_recvmmsg_kernel_drops", "feedhandler_source_gaps",
                "feedhandler_clock_good", "feedhandler_clock_offset_seconds")), helps.toString());
            assertTrue(helps.values().stream().noneMatch(String::isBlank), helps.toString());
            assertEquals(0, value(handler, "feedhandler_source_gaps"));
        }
    }

    private static double value(final FeedHandler handler, final String counter) {
        final MetricSnapshots all = handler.registry().scrape(name -> name.startsWith(counter));
        return all.stream().filter(CounterSnapshot.class::isInstance).map(CounterSnapshot.class::cast)
            .filter(found -> found.getMetadata().getPrometheusName().equals(counter))
            .flatMap(found -> found.getDataPoints().stream())
            .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue).sum();
    }

    private static MockProducer<byte[], byte[]> producer() {
        final Node node = new Node(1, "127.0.0.1", 9092);
        final Node[] nodes = {node};
        return new MockProducer<>(new Cluster("test", List.of(node), List.of(Topics.RAW_XNAS, Topics.DLQ, Topics.REFERENCE)
            .stream().map(topic -> new PartitionInfo(topic, 0, node, nodes, nodes)).toList(), Set.of(), Set.of()),
            true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
