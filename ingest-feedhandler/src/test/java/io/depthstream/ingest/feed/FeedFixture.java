package io.depthstream.ingest.feed;

import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.ItchText;
import io.depthstream.ingest.itch.StockDirectoryEncoder;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.codec.Records;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Everything behind the arbiter over a producer that records, with encoders' bytes as input and a fixed day. */
final class FeedFixture {
    static final TradingDay DAY = TradingDay.of(LocalDate.of(2020, 1, 30));
    static final FeedIdentity IDENTITY = new FeedIdentity("XNAS", "test-feed", DAY);
    static final int PARTITIONS = 4;
    static final String SESSION = "0000000001";
    static final long RECEIVED = 1_580_394_600_123_456_789L;
    static final int AAPL = 13;
    static final int MSFT = 14;

    final MockProducer<byte[], byte[]> producer;
    final FeedHandlerCounters counters = new FeedHandlerCounters();
    final SymbolDirectory directory = new SymbolDirectory(Topics.MARKET_WIDE_SYMBOL);
    final RecordSender sender;
    final DeadLetters deadLetters;
    final ReferenceTopic references;
    final SymbolBatches batches;
    final ItchNormaliser normaliser;
    final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(128);
    long sequence = 1;

    FeedFixture(final BatchLimits limits) {
        this(limits, recordingProducer());
    }

    FeedFixture(final BatchLimits limits, final MockProducer<byte[], byte[]> producer) {
        this.producer = producer;
        sender = new RecordSender(producer, counters, System::nanoTime);
        deadLetters = new DeadLetters(sender, counters, Topics.DLQ, IDENTITY, "test input");
        references = new ReferenceTopic(sender, directory, counters, IDENTITY, Topics.REFERENCE);
        batches = new SymbolBatches(directory, limits,
            new BatchPublisher(sender, directory, counters, Topics.RAW_XNAS, PARTITIONS, 720), counters,
            IDENTITY.venue(), IDENTITY.publisher());
        normaliser = new ItchNormaliser(directory, batches, references, deadLetters, counters, DAY);
    }

    /** What comes out of an arbiter, into this fixture. */
    MergedStream merged() {
        final BatchPublisher publisher = new BatchPublisher(sender, directory, counters, Topics.RAW_XNAS, PARTITIONS, 720);
        return new MergedStream(counters, normaliser, deadLetters,
            new LateProof(directory, batches, publisher, counters, IDENTITY));
    }

    /** Limits that no test reaches by accident. */
    static BatchLimits wide() {
        return new BatchLimits(10_000, 1 << 19, 1 << 20, Long.MAX_VALUE, 0);
    }

    static MockProducer<byte[], byte[]> recordingProducer() {
        return new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Cluster cluster() {
        final Node node = new Node(1, "127.0.0.1", 9092);
        final Node[] nodes = {node};
        final List<PartitionInfo> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new PartitionInfo(Topics.RAW_XNAS, partition, node, nodes, nodes));
        }
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }

    /** Names a symbol's locate without a message. */
    FeedFixture knows(final int locate, final String symbol) {
        directory.register(locate, symbol);
        return this;
    }

    /** Feeds the message an encoder has written at the start of {@link #buffer}, as the next sequence. */
    void feed(final ItchEncoder<?> message) {
        feed(message.length());
    }

    /** Feeds the first so many bytes of {@link #buffer}, as the next sequence. */
    void feed(final int length) {
        normaliser.onMessage(SESSION, sequence++, buffer, 0, length, RECEIVED);
    }

    /** A sound directory message at the start of {@link #buffer}. */
    StockDirectoryEncoder directoryEntry(final int locate, final String symbol) {
        return new StockDirectoryEncoder().wrap(buffer, 0).stockLocate(locate).timestamp(1).stock(symbol)
            .marketCategory('Q').financialStatusIndicator('N').roundLotSize(100).roundLotsOnly('N')
            .issueClassification('C').issueSubType("Z").authenticity('P').shortSaleThresholdIndicator('N')
            .ipoFlag(' ').luldReferencePriceTier('1').etpFlag('N').etpLeverageFactor(0).inverseIndicator('N');
    }

    void flush() {
        batches.flush(FlushReason.DRAINED);
    }

    List<ProducerRecord<byte[], byte[]>> sent(final String topic) {
        return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private <T extends SpecificRecord> List<T> decoded(final String topic, final Class<T> type) {
        return sent(topic).stream().map(record -> Records.decode(type, record.value())).toList();
    }

    List<EventBatch> batchesSent() {
        return decoded(Topics.RAW_XNAS, EventBatch.class);
    }

    List<DeadLetter> deadLettersSent() {
        return decoded(Topics.DLQ, DeadLetter.class);
    }

    List<Reference> referencesSent() {
        return decoded(Topics.REFERENCE, Reference.class);
    }

    /** The only event of the only batch. */
    EventValue onlyEvent() {
        flush();
        final List<EventBatch> all = batchesSent();
        if (all.size() != 1 || all.get(0).getEvents().size() != 1) {
            throw new AssertionError("expected one batch of one event, saw " + all + ", parked " + deadLettersSent());
        }
        return EventValue.of(all.get(0).getEvents().get(0));
    }

    static String key(final ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    static long stock(final String symbol) {
        return ItchText.pack(symbol);
    }
}
