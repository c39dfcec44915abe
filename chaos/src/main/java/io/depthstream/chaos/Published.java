package io.depthstream.chaos;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.Records;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One record that the job has published, with what names it. Immutable but for the array, which nobody changes.
 *
 * @param topic     where
 * @param partition of the topic
 * @param symbol    key
 * @param name      session and sequence: with topic and symbol it names the record once and for all
 * @param value     the bytes
 */
public record Published(String topic, int partition, String symbol, String name, byte[] value) {
    /** Topics whose records follow from the input alone, one for one. */
    public static final List<String> EVENT_TOPICS =
        List.of(Topics.BOOK_TOP, Topics.TRADES, Topics.STATUS, Topics.IMBALANCE, Topics.DLQ);
    /** Topics that also repeat a state when a symbol goes quiet: when that is, the clock says; what is shown, it doesn't. */
    public static final List<String> STATE_TOPICS = List.of(Topics.BOOK_DEPTH, Topics.BOOK_LATEST);

    private static final Map<String, Class<? extends SpecificRecord>> TYPES = Map.of(
        Topics.BOOK_TOP, TopOfBook.class, Topics.TRADES, Trade.class, Topics.STATUS, MarketStatus.class,
        Topics.IMBALANCE, Imbalance.class, Topics.DLQ, DeadLetter.class, Topics.BOOK_DEPTH, Depth.class,
        Topics.BOOK_LATEST, BookLatest.class);

    /** Reads a record of one of the topics above. */
    public static Published of(final ConsumerRecord<byte[], byte[]> record) {
        final SpecificRecord value = Records.decode(TYPES.get(record.topic()), record.value());
        final String symbol = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return new Published(record.topic(), record.partition(), symbol,
            field(value, "session") + " " + field(value, "sequence"), record.value());
    }

    private static Object field(final SpecificRecord record, final String name) {
        return record.get(record.getSchema().getField(name).pos());
    }

    /** What names the record among all. */
    public String identity() {
        return topic + " " + symbol + " " + name;
    }

    /** Whether two records have the same bytes. */
    public boolean sameContent(final Published other) {
        return Arrays.equals(value, other.value);
    }

    /** Identity and content, to compare whole streams by. */
    public String text() {
        return identity() + " " + HexFormat.of().formatHex(value);
    }
}
