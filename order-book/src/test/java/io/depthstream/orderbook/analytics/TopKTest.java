package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TopKTest {

    private record Candidate(int item, long numerator, long denominator) {
        static final Comparator<Candidate> ORDER = (a, b) -> {
            final int order = BigInteger.valueOf(b.numerator).multiply(BigInteger.valueOf(a.denominator))
                    .compareTo(BigInteger.valueOf(a.numerator).multiply(BigInteger.valueOf(b.denominator)));
            return order != 0 ? order : Integer.compare(a.item, b.item);
        };
    }

    @Property(tries = 300)
    void shouldHoldTheLargestInOrderWhateverOrderTheyComeIn(@ForAll final long seed) {
        final Random random = new Random(seed);
        final List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            final int shift = random.nextInt(60);
            all.add(new Candidate(i, random.nextLong() >> shift, 1 + (random.nextLong() >>> 1 + random.nextInt(62))));
        }
        Collections.shuffle(all, random);
        final int k = 1 + random.nextInt(20);
        final TopK top = new TopK(k);
        all.forEach(candidate -> top.offer(candidate.item, candidate.numerator, candidate.denominator));
        assertEquals(all.stream().sorted(Candidate.ORDER).limit(k).map(Candidate::item).toList(),
                IntStream.range(0, top.size()).mapToObj(top::item).toList());
    }
}
