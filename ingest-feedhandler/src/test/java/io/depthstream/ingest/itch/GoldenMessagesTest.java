package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Real messages whose fields others decoded: by hand, or with a decoder of their own. */
class GoldenMessagesTest {
    /** What the readings call a field, where they do not use the specification's name. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("type", "messageType"), Map.entry("locate", "stockLocate"),
            Map.entry("tracking", "trackingNumber"), Map.entry("ts", "timestamp"),
            Map.entry("event", "eventCode"), Map.entry("ref", "orderReferenceNumber"),
            Map.entry("side", "buySellIndicator"), Map.entry("price_e4", "price"),
            Map.entry("match", "matchNumber"), Map.entry("origRef", "originalOrderReferenceNumber"),
            Map.entry("newRef", "newOrderReferenceNumber"), Map.entry("E.shares", "executedShares"),
            Map.entry("X.shares", "cancelledShares"), Map.entry("F.mpid", "attribution"),
            Map.entry("state", "tradingState"), Map.entry("regShoAction", "regSHOAction"),
            Map.entry("primaryMM", "primaryMarketMaker"), Map.entry("mmMode", "marketMakerMode"),
            Map.entry("mpState", "marketParticipantState"), Map.entry("financialStatus", "financialStatusIndicator"),
            Map.entry("issueClass", "issueClassification"),
            Map.entry("shortSaleThreshold", "shortSaleThresholdIndicator"),
            Map.entry("luldTier", "luldReferencePriceTier"), Map.entry("etpLeverage", "etpLeverageFactor"),
            Map.entry("inverse", "inverseIndicator"), Map.entry("paired", "pairedShares"),
            Map.entry("imbalance", "imbalanceShares"), Map.entry("direction", "imbalanceDirection"),
            Map.entry("far_e4", "farPrice"), Map.entry("near_e4", "nearPrice"),
            Map.entry("ref_e4", "currentReferencePrice"), Map.entry("variation", "priceVariationIndicator"));

    private final ItchDecoder decoder = new ItchDecoder();

    @Test
    void shouldReadTheHandDecodedMessagesAsTheHandDid() throws IOException {
        final Path file = RealMessages.require("itch/golden_hex/limitbook_hand_decoded.jsonl");
        int checked = 0;
        for (final String line : Files.readAllLines(file)) {
            final JsonNode golden = new ObjectMapper().readTree(line);
            final byte[] bytes = HexFormat.of().parseHex(golden.get("hex").textValue());
            assertReading(bytes, golden.get("hand_decoded"), false);
            assertReading(bytes, golden.get("full_decode"), true);
            checked++;
        }
        assertEquals(13, checked);
    }

    @Test
    void shouldReadTheCapturedMessagesAsTheSecondDecoderDid() throws IOException {
        final Path file = RealMessages.require("itch/pcap/decoded.jsonl");
        int checked = 0;
        for (final String line : Files.readAllLines(file)) {
            final JsonNode golden = new ObjectMapper().readTree(line);
            assertReading(HexFormat.of().parseHex(golden.get("hex").textValue()), golden.get("decoded"), true);
            checked++;
        }
        assertEquals(46, checked);
    }

    @Test
    void shouldReadTheFirstMessagesOfADay() throws IOException {
        final List<String> lines = Files.readAllLines(RealMessages.require("itch/expected_first_messages_hex.txt"));
        final List<String> read = new ArrayList<>();
        for (final String line : lines) {
            decode(HexFormat.of().parseHex(line), message -> read.add(message.toString()));
        }
        assertEquals(
                "StockDirectory[stockLocate=13, trackingNumber=0, timestamp=11234909934345, stock=AAPL, "
                        + "marketCategory=Q, financialStatusIndicator=N, roundLotSize=100, roundLotsOnly=N, "
                        + "issueClassification=C, issueSubType=Z, authenticity=P, shortSaleThresholdIndicator=N, "
                        + "ipoFlag=N, luldReferencePriceTier=1, etpFlag=N, etpLeverageFactor=0, inverseIndicator=N]",
                read.get(0));
        assertEquals(
                "StockTradingAction[stockLocate=13, trackingNumber=0, timestamp=11235280884114, stock=AAPL, "
                        + "tradingState=T, reserved= , reason=]",
                read.get(1));
        assertEquals(
                "RegShoRestriction[stockLocate=13, trackingNumber=0, timestamp=11235280884916, stock=AAPL, "
                        + "regSHOAction=0]",
                read.get(2));
        for (int i = 3; i < lines.size(); i++) {
            final String mpid = new String(HexFormat.of().parseHex(lines.get(i).substring(22, 30)));
            final long timestamp = Long.parseLong(lines.get(i).substring(10, 22), 16);
            assertEquals(
                    "MarketParticipantPosition[stockLocate=13, trackingNumber=0, timestamp=" + timestamp + ", mpid="
                            + mpid + ", stock=AAPL, primaryMarketMaker=Y, marketMakerMode=N, marketParticipantState=A]",
                    read.get(i));
        }
        assertTrue(read.size() > 40, () -> "only " + read.size() + " messages");
    }

    private void assertReading(final byte[] bytes, final JsonNode reading, final boolean complete) {
        decode(bytes, message -> {
            final Map<String, Object> fields = MessageFields.of(message);
            fields.put("messageType", message.messageType());
            final Set<String> checked = new HashSet<>();
            reading.fields().forEachRemaining(entry -> {
                final String name = specificationName(message.messageType(), entry.getKey());
                final String ours = String.valueOf(fields.get(name));
                assertEquals(entry.getValue().asText(), ours, () -> name + " of " + message);
                checked.add(name);
            });
            if (complete) {
                assertEquals(fields.keySet(), checked);
            }
            assertArrayEquals(bytes, MessageFields.encodeAgain(message));
        });
    }

    private static String specificationName(final char type, final String name) {
        final String ofType = NAMES.get(type + "." + name);
        return ofType != null ? ofType : NAMES.getOrDefault(name, name);
    }

    private void decode(final byte[] bytes, final Consumer<ItchMessage> consumer) {
        assertEquals(
                DecodeResult.OK,
                decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, new RecordingListener(consumer)));
    }
}
