package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary field values for the property tests: extremes often, everything possible sometimes. */
final class Fields {

    private Fields() {
    }

    static Arbitrary<Long> longs() {
        return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs()),
            Tuple.of(3, Arbitraries.longs().between(-70_000, 70_000)),
            Tuple.of(1, Arbitraries.of(
                Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L, 1L, 63L, 64L, -64L, -65L, 1L << 62, -(1L << 62))));
    }

    static Arbitrary<Integer> ints() {
        return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers()),
            Tuple.of(3, Arbitraries.integers().between(-70_000, 70_000)),
            Tuple.of(1, Arbitraries.of(Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1, 63, 64, -64, -65)));
    }

    /** Symbols mostly; now and then empty, long, any Unicode, lone surrogates included. */
    static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.strings().withCharRange('A', 'Z').withChars('.', '*').ofMaxLength(8)),
            Tuple.of(2, Arbitraries.strings().all().ofMaxLength(20)),
            Tuple.of(1, Arbitraries.strings().withChars('\u00e9', '\u4e2d', '\ud83d', '\ude00', 'x').ofMaxLength(40)),
            Tuple.of(1, Arbitraries.strings().ascii().ofMinLength(60).ofMaxLength(300)));
    }

    static Arbitrary<Event> events() {
        final Arbitrary<long[]> numbers = longs().array(long[].class).ofSize(7);
        return Combinators.combine(
            Arbitraries.of(EventKind.class), Arbitraries.of(Side.class), ints(), ints(), numbers, texts(),
            longs().list().ofMaxSize(5)
        ).as((kind, side, offset, flags, n, codes, values) -> new Event(
            kind, offset, n[0], side, n[1], n[2], n[3], n[4], n[5], flags, codes, values));
    }

    /** Anything the schema can hold, sense or not: negative offsets, sequences in any order. */
    static Arbitrary<EventBatch> batches() {
        final Arbitrary<List<Event>> events = events().list().ofMaxSize(12);
        final Arbitrary<long[]> numbers = longs().array(long[].class).ofSize(5);
        return Combinators.combine(texts(), texts(), texts(), texts(), numbers, ints(), events)
            .as((venue, session, symbol, publisher, n, scale, list) -> new EventBatch(
                venue, session, symbol, publisher, n[0], n[1], n[2], n[3], n[4], scale, list));
    }

    /** What {@link EventBatchWriter} promises of a batch: header taken from its events, sequences ascending. */
    static Arbitrary<EventBatch> consistentBatches() {
        return Combinators.combine(batches(), Arbitraries.integers().between(0, 1 << 20)).as((batch, step) -> {
            int offset = 0;
            for (int i = 0; i < batch.getEvents().size(); i++) {
                final Event event = batch.getEvents().get(i);
                event.setSequenceOffset(offset);
                event.setTimeOffsetNanos(i == 0 ? 0 : event.getTimeOffsetNanos());
                offset += step;
            }
            if (batch.getEvents().isEmpty()) {
                batch.setFirstSequence(0);
                batch.setLastSequence(0);
                batch.setVenueTimeNanos(0);
                batch.setReceiveTimeNanos(0);
            } else {
                final long first = batch.getFirstSequence() >> 1;
                batch.setFirstSequence(first);
                batch.setLastSequence(first + offset - step);
            }
            return batch;
        });
    }

    /** Lone surrogates cannot be written in UTF-8; this is what any writer makes of them. */
    static String asWritten(final String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    }
}
