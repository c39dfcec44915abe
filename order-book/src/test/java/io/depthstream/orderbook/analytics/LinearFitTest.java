package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LinearFitTest {

    @Test
    void shouldFindALine() {
        final LinearFit fit = new LinearFit();
        for (int x = -5; x < 10; x++) {
            fit.add(x, 3L * x + 7);
        }
        assertEquals(3.0, fit.slope());
        assertEquals(7.0, fit.intercept(), 1e-12);
        assertEquals(1.0, fit.rSquared(), 1e-12);
        assertEquals(15, fit.count());
    }

    @Property(tries = 100)
    void shouldAgreeWithTheTextbook(@ForAll final long seed) {
        final Random random = new Random(seed);
        final int n = 50;
        final double[] x = new double[n];
        final double[] y = new double[n];
        final LinearFit fit = new LinearFit();
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(2_000_000) - 1_000_000;
            y[i] = x[i] / 10 + random.nextInt(200_000);
            fit.add((long) x[i], (long) y[i]);
            y[i] = (long) y[i];
            meanX += x[i] / n;
            meanY += y[i] / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        assertEquals(xy / xx, fit.slope(), 1e-9);
        assertEquals(xy * xy / (xx * yy), fit.rSquared(), 1e-9);
    }
}
