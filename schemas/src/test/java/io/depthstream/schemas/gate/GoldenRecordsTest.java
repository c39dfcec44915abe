package io.depthstream.schemas.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.schemas.ReleasedSchemas;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.BookLatestWriter;
import io.depthstream.schemas.codec.DepthWriter;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.Records;
import io.depthstream.schemas.codec.TopOfBookWriter;
import io.depthstream.schemas.codec.TradeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes written once, when a version was released, by Avro alone: today's code reads them all. */
class GoldenRecordsTest {

    private record Version(Schema current, int number, boolean newest) {
        String name() {
            return current.getName();
        }

        @Override
        public String toString() {
            return name() + " v" + number;
        }
    }

    static Stream<Version> versions() {
        return ReleasedSchemas.current().stream().flatMap(current -> {
            final int count = ReleasedSchemas.versions(current.getName()).size();
            return IntStream.rangeClosed(1, count).mapToObj(n -> new Version(current, n, n == count));
        });
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldReadEveryGoldenRecord(final Version version) throws Exception {
        final byte[] golden = bytes(version.name(), version.number);
        final JsonNode expected = new ObjectMapper().readTree(text(version.name(), version.number, "json"));
        final JsonNode read = new ObjectMapper().readTree(decode(version, golden).toString());
        assertHolds(version.toString(), expected, read);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldWriteTheNewestGoldenRecordByteForByte(final Version version) throws Exception {
        final byte[] golden = bytes(version.name(), version.number);
        final byte[] written = Records.encode(decode(version, golden));
        if (version.newest) {
            assertArrayEquals(golden, written);
        } else {
            assertEquals(decode(version, golden), decode(version, written));
        }
    }

    @Test
    void shouldReadTheGoldenBatchWithTheHandTunedReader() throws Exception {
        for (int version = 1; version <= ReleasedSchemas.versions("EventBatch").size(); version++) {
            final byte[] golden = bytes("EventBatch", version);
            final EventBatch batch = Records.decode(EventBatch.class, golden);
            final EventBatchReader reader = new EventBatchReader().wrap(golden);
            assertEquals(batch.getSymbol(), reader.symbol());
            assertEquals(batch.getEvents().size(), reader.eventCount());
            for (final Event event : batch.getEvents()) {
                reader.nextEvent();
                assertEquals(event.getKind(), reader.kind());
                assertEquals(event.getPrice(), reader.price());
                assertEquals(event.getMatchNumber(), reader.matchNumber());
                assertEquals(event.getCodes(), reader.codes());
                assertEquals(event.getValues().get(2), reader.value(2));
            }
        }
    }

    @Test
    void shouldWriteTheNewestGoldenRecordsWithTheHandTunedWriters() throws Exception {
        final TopOfBook top = Records.decode(TopOfBook.class, newest("TopOfBook"));
        final TopOfBookWriter topWriter = new TopOfBookWriter();
        top.getEarlier().forEach(earlier -> topWriter.earlier(earlier.getSequence(), earlier.getVenueTimeNanos(),
            earlier.getBidPrice(), earlier.getBidShares(), earlier.getBidOrders(), earlier.getAskPrice(),
            earlier.getAskShares(), earlier.getAskOrders()));
        assertArrayEquals(newest("TopOfBook"), topWriter.encode(top.getVenue(), top.getSession(),
            top.getSymbol(), top.getSequence(), top.getVenueTimeNanos(), top.getReceiveTimeNanos(),
            top.getPriceScale(), top.getBidPrice(), top.getBidShares(), top.getBidOrders(), top.getAskPrice(),
            top.getAskShares(), top.getAskOrders(), top.getQuality(), top.getQualityReason(),
            top.getTradingState(), top.getMarketState()));
        final Trade trade = Records.decode(Trade.class, newest("Trade"));
        assertArrayEquals(newest("Trade"), new TradeWriter().encode(trade.getVenue(), trade.getSession(),
            trade.getSymbol(), trade.getSequence(), trade.getVenueTimeNanos(), trade.getReceiveTimeNanos(),
            trade.getPriceScale(), trade.getKind(), trade.getAggressor(), trade.getPrice(), trade.getShares(),
            trade.getMatchNumber(), trade.getOrderRef(), trade.getPrintable(), trade.getCrossType(),
            trade.getBidPrice(), trade.getAskPrice(), trade.getQuality(), trade.getQualityReason(),
            trade.getTradingState()));
        final Depth depth = Records.decode(Depth.class, newest("Depth"));
        final DepthWriter depthWriter = new DepthWriter();
        depthWriter.begin(depth.getVenue(), depth.getSession(), depth.getSymbol(), depth.getSequence(),
            depth.getVenueTimeNanos(), depth.getReceiveTimeNanos(), depth.getPriceScale());
        for (int i = 0; i < depth.getBidPrices().size(); i++) {
            depthWriter.bid(depth.getBidPrices().get(i), depth.getBidShares().get(i), depth.getBidOrders().get(i));
            depthWriter.ask(depth.getAskPrices().get(i), depth.getAskShares().get(i), depth.getAskOrders().get(i));
        }
        depthWriter.session(depth.getAppliedEvents(), depth.getOrdersEntered());
        assertArrayEquals(newest("Depth"),
            depthWriter.finish(depth.getQuality(), depth.getQualityReason(), depth.getTradingState(),
                depth.getMarketState()));
        final BookLatest book = Records.decode(BookLatest.class, newest("BookLatest"));
        final BookLatestWriter bookWriter = new BookLatestWriter();
        bookWriter.begin(book.getVenue(), book.getSession(), book.getSymbol(), book.getSequence(),
            book.getVenueTimeNanos(), book.getReceiveTimeNanos(), book.getPriceScale());
        for (int i = 0; i < book.getBidPrices().size(); i++) {
            bookWriter.bid(book.getBidPrices().get(i), book.getBidShares().get(i), book.getBidOrders().get(i));
            bookWriter.ask(book.getAskPrices().get(i), book.getAskShares().get(i), book.getAskOrders().get(i));
        }
        assertArrayEquals(newest("BookLatest"), bookWriter.finish(book.getLiveOrders(), book.getAppliedEvents(),
            book.getQuality(), book.getQualityReason(), book.getTradingState(), book.getMarketState()));
    }

    /** Fields that are gone by now may be missing; everything else is as it was written. */
    private static void assertHolds(final String path, final JsonNode expected, final JsonNode read) {
        if (expected.isObject()) {
            expected.fieldNames().forEachRemaining(name -> {
                if (read.has(name)) {
                    assertHolds(path + "." + name, expected.get(name), read.get(name));
                }
            });
        } else if (expected.isArray()) {
            assertEquals(expected.size(), read.size(), path);
            for (int i = 0; i < expected.size(); i++) {
                assertHolds(path + "[" + i + "]", expected.get(i), read.get(i));
            }
        } else {
            assertEquals(expected, read, path);
        }
    }

    private static SpecificRecord decode(final Version version, final byte[] value) throws ClassNotFoundException {
        return Records.decode(
            Class.forName(version.current.getFullName()).asSubclass(SpecificRecord.class), value);
    }

    private static byte[] newest(final String name) throws IOException {
        return bytes(name, ReleasedSchemas.versions(name).size());
    }

    private static byte[] bytes(final String name, final int version) throws IOException {
        return HexFormat.of().parseHex(text(name, version, "hex").strip());
    }

    private static String text(final String name, final int version, final String ending) throws IOException {
        final String resource = "/golden/" + name + "/v" + version + "." + ending;
        try (InputStream in = GoldenRecordsTest.class.getResourceAsStream(resource)) {
            assertNotNull(in, resource + " is missing: run ReleaseSchemas (schemas/README.md)");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
