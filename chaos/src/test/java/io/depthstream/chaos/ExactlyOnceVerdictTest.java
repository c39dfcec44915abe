package io.depthstream.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker itself: it must see each fault it is there for. */
class ExactlyOnceVerdictTest {
    private static final Published FIRST = record(Topics.BOOK_TOP, 1, "a");
    private static final Published SECOND = record(Topics.BOOK_TOP, 2, "b");
    private static final Published STATE = record(Topics.BOOK_LATEST, 2, "book");
    private static final List<Published> PEACE = List.of(FIRST, SECOND, STATE);

    @Test
    void shouldPassEqualStreamsThoughTheUncommittedReaderSawSomeTwice() {
        final ExactlyOnceVerdict verdict = ExactlyOnceVerdict.of(PEACE, PEACE, List.of(FIRST, FIRST, SECOND, STATE));
        assertTrue(verdict.exact(), verdict::toString);
        assertEquals(3, verdict.committed());
        assertEquals(4, verdict.uncommitted());
        assertEquals(1, verdict.dropped());
    }

    @Test
    void shouldPassAStateShownAtOtherTimesIfTheLastIsTheSame() {
        final List<Published> oftener = List.of(FIRST, record(Topics.BOOK_LATEST, 1, "early"), SECOND, STATE);
        assertTrue(ExactlyOnceVerdict.of(PEACE, oftener, oftener).exact());
    }

    @Test
    void shouldSeeARecordThatIsMissing() {
        final ExactlyOnceVerdict verdict = ExactlyOnceVerdict.of(PEACE, List.of(FIRST, STATE), PEACE);
        assertEquals(1, verdict.missing());
        assertFalse(verdict.exact());
        assertTrue(verdict.first().get(0).contains("market.book.top"), verdict::toString);
    }

    @Test
    void shouldSeeARecordThatNobodyShouldHavePublished() {
        final List<Published> more = List.of(FIRST, SECOND, record(Topics.BOOK_TOP, 3, "c"), STATE);
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, more, PEACE).extra());
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, PEACE, more).extra());
    }

    @Test
    void shouldSeeARecordThatIsCommittedTwice() {
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, List.of(FIRST, SECOND, SECOND, STATE), PEACE).twice());
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, List.of(FIRST, SECOND, STATE, STATE), PEACE).twice());
    }

    @Test
    void shouldSeeOneNameWithTwoContents() {
        final Published other = record(Topics.BOOK_TOP, 2, "x");
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, List.of(FIRST, other, STATE), PEACE).differing());
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, PEACE, List.of(FIRST, SECOND, other, STATE)).differing());
    }

    @Test
    void shouldSeeAnotherOrderAndAnotherLastState() {
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, List.of(SECOND, FIRST, STATE), PEACE).disordered());
        final Published stale = record(Topics.BOOK_LATEST, 1, "early");
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, List.of(FIRST, SECOND, stale), PEACE).differing());
        assertEquals(1, ExactlyOnceVerdict.of(PEACE, List.of(FIRST, SECOND), PEACE).missing());
    }

    @Test
    void shouldShowNothingByNothing() {
        assertFalse(ExactlyOnceVerdict.of(List.of(), List.of(), List.of()).exact());
    }

    private static Published record(final String topic, final long sequence, final String content) {
        return new Published(topic, 0, "AAPL", "S1 " + sequence, content.getBytes(StandardCharsets.UTF_8));
    }
}
