package io.depthstream.schemas.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.ReleasedSchemas;
import io.depthstream.schemas.avro.TopOfBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first two tests are the gate of the build; the others prove that it shuts. */
class CompatibilityGateTest {

    private static final String V1 = """
        {"type": "record", "name": "Quote", "namespace": "t", "fields": [
          {"name": "symbol", "type": "string"},
          {"name": "price", "type": "int", "default": 0},
          {"name": "shares", "type": "long", "default": 1},
          {"name": "side", "type": {"type": "enum", "name": "Side", "symbols": ["NONE", "BID", "ASK"],
            "default": "NONE"}, "default": "NONE"},
          {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}, "default": "A"},
          {"name": "levels", "type": {"type": "array", "items": {"type": "record", "name": "Level", "fields": [
            {"name": "depth", "type": "int"}]}}, "default": []}
        ]}""";

    static Stream<Schema> currentSchemas() {
        return ReleasedSchemas.current().stream();
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void shouldKeepEverySchemaCompatibleWithEveryReleasedVersion(final Schema current) {
        final List<Schema> released = ReleasedSchemas.versions(current.getName());
        assertFalse(released.isEmpty(), current.getName() + " has no released version");
        assertEquals(List.of(), CompatibilityGate.check(current, released));
        for (int i = 1; i < released.size(); i++) {
            assertEquals(List.of(), CompatibilityGate.check(released.get(i), released.subList(0, i)));
        }
    }

    @Test
    void shouldPassTheSourcesOfThisBuild() throws IOException {
        final Path sources = Path.of("src", "main", "avro");
        assertEquals(List.of(), BuildGate.check(sources));
        try (Stream<Path> files = Files.list(sources)) {
            assertEquals(ReleasedSchemas.current().size(), files.count(), "ReleasedSchemas lists every schema");
        }
    }

    @Test
    void shouldFailTheBuildAndSayWhy(@TempDir final Path sources) throws IOException {
        final String source = Files.readString(Path.of("src", "main", "avro", "TopOfBook.avsc"));
        Files.writeString(sources.resolve("TopOfBook.avsc"), source.replaceFirst(
            "(\"name\": \"askShares\",\\s+\"type\": )\"long\"", "$1\"int\""));
        final String message = assertThrows(
            IllegalStateException.class, () -> BuildGate.main(new String[] {sources.toString()})).getMessage();
        assertTrue(message.contains("TopOfBook.askShares: type changed from long in v1 to int"), message);
    }

    /** A value carries its schema's fingerprint: readers elsewhere know it only once the version is released. */
    @ParameterizedTest
    @MethodSource("currentSchemas")
    void shouldHaveReleasedTheCurrentSchema(final Schema current) {
        final List<Schema> released = ReleasedSchemas.versions(current.getName());
        assertTrue(SchemaVersions.sameToAReader(current, released.get(released.size() - 1)), current.getName()
            + " differs from its newest released version: run ReleaseSchemas (schemas/README.md)");
    }

    @Test
    void shouldPassAnUnchangedSchema() {
        assertEquals(List.of(), gate(V1));
    }

    @Test
    void shouldPassALegalAddition() {
        assertEquals(List.of(), gate(V1
            .replace("{\"name\": \"price\"", "{\"name\": \"venue\", \"type\": \"string\", \"default\": \"\"},"
                + "{\"name\": \"price\"")
            .replace("\"ASK\"]", "\"ASK\", \"BOTH\"]")));
    }

    @Test
    void shouldPassRemovalOfAFieldThatAlwaysHadADefault() {
        assertEquals(List.of(), gate(V1.replace(
            "{\"name\": \"price\", \"type\": \"int\", \"default\": 0},", "")));
    }

    @Test
    void shouldRefuseAFieldAddedWithoutADefault() {
        assertRefused("Quote.venue: field added without a default: what v1 wrote does not have it and cannot be read",
            V1.replace("{\"name\": \"price\"", "{\"name\": \"venue\", \"type\": \"bytes\"}, {\"name\": \"price\""));
    }

    @Test
    void shouldRefuseAFieldRemovedThatHadNoDefault() {
        assertRefused("Quote.symbol: field removed without a default in v1: v1 cannot read records that lack it",
            V1.replace("{\"name\": \"symbol\", \"type\": \"string\"},", ""));
    }

    @Test
    void shouldRefuseAChangedType() {
        assertRefused("Quote.price: type changed from int in v1 to long: one of them cannot read the other;"
            + " add a new field instead", V1.replace("\"type\": \"int\", \"default\": 0", "\"type\": \"long\", \"default\": 0"));
    }

    @Test
    void shouldRefuseAChangedTypeInsideAnArray() {
        assertRefused("Quote.levels[].depth: type changed from int in v1 to string: one of them cannot read the"
            + " other; add a new field instead",
            V1.replace("\"depth\", \"type\": \"int\"", "\"depth\", \"type\": \"string\""));
    }

    @Test
    void shouldRefuseASymbolRemovedFromAnEnumWithoutDefault() {
        assertRefused("Quote.kind: symbol B of v1 removed from Kind without a default: records that hold it could not"
            + " be read", V1.replace("[\"A\", \"B\"]", "[\"A\"]"));
    }

    @Test
    void shouldRefuseASymbolAddedToAnEnumWithoutDefault() {
        assertRefused("Quote.kind: symbol C added to Kind, which has no default in v1: v1 cannot read records that"
            + " hold it", V1.replace("[\"A\", \"B\"]", "[\"A\", \"B\", \"C\"]"));
    }

    @Test
    void shouldRefuseAChangedDefaultSymbol() {
        assertRefused("Quote.side: default symbol of Side changed from NONE in v1 to BID: an unknown symbol would mean"
            + " two things", V1.replace("\"default\": \"NONE\"}", "\"default\": \"BID\"}"));
    }

    @Test
    void shouldRefuseARenamedFieldThoughAvroLetsItPass() {
        final String renamed = V1.replace("\"shares\"", "\"size\"");
        assertTrue(avroPasses(renamed));
        assertRefused("Quote.shares: field renamed to size: v1 would see the default in its place; keep the name, or"
            + " add the new field beside it and remove the old one in a later version", renamed);
    }

    @Test
    void shouldRefuseARenamedType() {
        assertRefused("Quote.side: type renamed from t.Side in v1 to t.BookSide: v1 does not know the new name",
            V1.replace("\"name\": \"Side\"", "\"name\": \"BookSide\""));
        assertRefused("Quoted: type renamed from t.Quote in v1 to t.Quoted: v1 does not know the new name",
            V1.replace("\"name\": \"Quote\"", "\"name\": \"Quoted\""));
    }

    @Test
    void shouldRefuseARemovedDefaultThoughAvroLetsItPass() {
        final String bare = V1.replace("\"type\": \"int\", \"default\": 0", "\"type\": \"int\"");
        assertTrue(avroPasses(bare));
        assertRefused("Quote.price: default removed, v1 had 0: records that lack the field could no longer be read",
            bare);
    }

    @Test
    void shouldRefuseAChangedDefaultThoughAvroLetsItPass() {
        final String changed = V1.replace("\"default\": 1}", "\"default\": 100}");
        assertTrue(avroPasses(changed));
        assertRefused("Quote.shares: default changed from 1 in v1 to 100: the same record would mean two things",
            changed);
    }

    @Test
    void shouldCheckAgainstEveryReleasedVersionNotTheLastAlone() {
        final Schema v1 = parse(V1);
        final Schema v2 = parse(V1.replace("{\"name\": \"price\", \"type\": \"int\", \"default\": 0},", ""));
        final Schema v3 = parse(V1.replace("\"type\": \"int\", \"default\": 0", "\"type\": \"string\", \"default\": \"\""));
        assertEquals(List.of(), CompatibilityGate.check(v3, List.of(v2)));
        final List<Violation> violations = CompatibilityGate.check(v3, List.of(v1, v2));
        assertEquals(1, violations.size(), violations::toString);
        assertEquals("Quote.price", violations.get(0).path());
        assertEquals(1, violations.get(0).version());
    }

    @Test
    void shouldNameTheFieldOfARealSchema() {
        final Schema current = parse(TopOfBook.getClassSchema().toString()
            .replace("\"name\":\"askShares\",\"type\":\"long\"", "\"name\":\"askShares\",\"type\":\"int\""));
        final List<Violation> violations =
            CompatibilityGate.check(current, ReleasedSchemas.versions("TopOfBook"));
        assertEquals("TopOfBook.askShares", violations.get(0).path());
    }

    @Test
    void shouldRefuseARepeatedTypeThatDiffers() {
        final Schema other = parse("""
            {"type": "record", "name": "Other", "namespace": "t", "fields": [{"name": "side", "type":
              {"type": "enum", "name": "Side", "symbols": ["NONE", "BID"], "default": "NONE"}}]}""");
        assertEquals(
            List.of("Other: Side differs from the one in Quote: make them the same, documentation too"),
            CompatibilityGate.checkRepeatedTypes(List.of(parse(V1), other)).stream().map(Violation::toString).toList());
    }

    private static void assertRefused(final String expected, final String current) {
        final List<String> violations = gate(current).stream().map(Violation::toString).toList();
        assertTrue(violations.contains(expected), () -> "expected " + expected + " among " + violations);
    }

    private static List<Violation> gate(final String current) {
        return CompatibilityGate.check(parse(current), List.of(parse(V1)));
    }

    private static boolean avroPasses(final String current) {
        return compatible(parse(current), parse(V1)) && compatible(parse(V1), parse(current));
    }

    private static boolean compatible(final Schema reader, final Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
            == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Schema parse(final String json) {
        return new Schema.Parser().parse(json);
    }
}
