package io.depthstream.local.analytics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.orderbook.analytics.LinearFit;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.Features;
import io.depthstream.schemas.codec.Records;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Keeps of a run what a person asks for: the bars of one width in their last revision, the session of each symbol, the
 * alerts, how many records there were, and how the mid answered to order flow. One thread; bounded by the bars of a day.
 */
public final class AnalyticsSummary implements Consumer<PublishedRecord> {

    /** First line of the CSV file. */
    public static final String CSV_HEADER =
        "symbol,startNanos,open,high,low,close,volume,trades,vwap,buyVolume,sellVolume";

    /** Width of the windows whose order flow explains the mid's changes. */
    public static final long FLOW_NANOS = 10_000_000_000L;

    private static final long FIT_NANOS = 1_800_000_000_000L;
    private static final int FEWEST_WINDOWS = 30;
    private static final int PRICE_PLACES = 4;
    private static final int VWAP_PLACES = 6;

    private record BarName(String symbol, String session, long startNanos) implements Comparable<BarName> {
        @Override
        public int compareTo(final BarName other) {
            int order = symbol.compareTo(other.symbol);
            order = order != 0 ? order : Long.compare(startNanos, other.startNanos);
            return order != 0 ? order : session.compareTo(other.session);
        }
    }

    private final long widthNanos;
    private final TreeMap<BarName, Bar> bars = new TreeMap<>();
    private final TreeMap<BarName, Bar> flows = new TreeMap<>();
    private final TreeMap<String, Features> sessions = new TreeMap<>();
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private final TreeMap<String, Long> alerts = new TreeMap<>();
    private long revisions;

    /** A summary with the bars of one width. */
    public AnalyticsSummary(final long widthNanos) {
        this.widthNanos = widthNanos;
    }

    @Override
    public void accept(final PublishedRecord record) {
        counts.merge(record.topic(), 1L, Long::sum);
        switch (record.topic()) {
            case Topics.BARS -> bar(Records.decode(Bar.class, record.value()));
            case Topics.FEATURES -> {
                final Features features = Records.decode(Features.class, record.value());
                sessions.put(features.getSymbol(), features);
            }
            case Topics.ALERTS -> {
                final Alert alert = Records.decode(Alert.class, record.value());
                if (alert.getActive()) {
                    alerts.merge(alert.getKind().name(), 1L, Long::sum);
                }
            }
            default -> { }
        }
    }

    private void bar(final Bar bar) {
        final BarName name = new BarName(bar.getSymbol(), bar.getSession(), bar.getStartNanos());
        revisions += bar.getRevision() > 0 ? 1 : 0;
        if (bar.getWidthNanos() == widthNanos) {
            bars.put(name, bar);
        }
        if (bar.getWidthNanos() == FLOW_NANOS) {
            flows.put(name, bar);
        }
    }

    /** Bars kept. */
    public int bars() {
        return bars.size();
    }

    /**
     * Writes the bars that have a trade.
     *
     * @throws IOException when the file can't be written
     */
    public void writeCsv(final Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.println(CSV_HEADER);
            for (final Bar bar : bars.values()) {
                if (bar.getTrades() == 0) {
                    continue;
                }
                out.println(String.join(",", bar.getSymbol(), Long.toString(bar.getStartNanos()), price(bar, bar.getOpen()),
                    price(bar, bar.getHigh()), price(bar, bar.getLow()), price(bar, bar.getClose()),
                    Long.toString(bar.getVolume()), Long.toString(bar.getTrades()),
                    dollars(bar.getVwap(), bar.getFineScale(), VWAP_PLACES), Long.toString(bar.getBuyVolume()),
                    Long.toString(bar.getSellVolume())));
            }
            if (out.checkError()) {
                throw new IOException("file " + file + " could not be written: is the disk full?");
            }
        }
    }

    private static String price(final Bar bar, final long price) {
        return dollars(price, bar.getPriceScale(), PRICE_PLACES);
    }

    /** Exact: both scales are at most the places shown. */
    private static String dollars(final long price, final int scale, final int places) {
        return BigDecimal.valueOf(price, scale).setScale(places).toPlainString();
    }

    /** Least squares of the change of the mid on order flow, over windows of {@link #FLOW_NANOS}, all symbols together. */
    public LinearFit regression() {
        final LinearFit fit = new LinearFit();
        fits((of, flow, change) -> fit.add(flow, change));
        return fit;
    }

    /**
     * The same for each symbol and half hour by itself, as Cont, Kukanov and Stoikov do, since the slope goes with the depth of
     * the book and is constant for a short time only; fits of fewer than 30 windows are left out.
     *
     * @return R2 of each, by symbol and time
     */
    public double[] rSquaredByHalfHour() {
        final TreeMap<BarName, LinearFit> fits = new TreeMap<>();
        fits((of, flow, change) -> fits.computeIfAbsent(new BarName(of.getSymbol(), of.getSession(),
            of.getStartNanos() / FIT_NANOS), name -> new LinearFit()).add(flow, change));
        return fits.values().stream().filter(fit -> fit.count() >= FEWEST_WINDOWS).mapToDouble(LinearFit::rSquared)
            .filter(r -> !Double.isNaN(r)).toArray();
    }

    private interface Point {
        void add(Bar of, long flow, long change);
    }

    private void fits(final Point into) {
        Bar before = null;
        for (final Bar bar : flows.values()) {
            if (before != null && before.getSymbol().equals(bar.getSymbol()) && before.getSession().equals(bar.getSession())
                    && before.getCloseMid() != 0 && bar.getCloseMid() != 0) {
                into.add(bar, bar.getOrderFlow(), bar.getCloseMid() - before.getCloseMid());
            }
            before = bar;
        }
    }

    /** Their average; 0 of none. */
    public static double average(final double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Everything as JSON. */
    public ObjectNode json() {
        final ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("barWidthNanos", widthNanos).put("bars", bars.size()).put("revisions", revisions);
        final ObjectNode records = root.putObject("records");
        counts.forEach(records::put);
        final ObjectNode raised = root.putObject("alerts");
        alerts.forEach(raised::put);
        final LinearFit fit = regression();
        if (fit.count() > 2) {
            root.putObject("orderFlow").put("windowNanos", FLOW_NANOS).put("windows", fit.count())
                .put("slopeMicrodollarsPerShare", fit.slope()).put("rSquared", fit.rSquared())
                .put("averageRSquaredOfHalfHours", average(rSquaredByHalfHour()));
        }
        final ArrayNode symbols = root.putArray("symbols");
        for (final Map.Entry<String, Features> entry : sessions.entrySet()) {
            final Features last = entry.getValue();
            symbols.addObject().put("symbol", entry.getKey()).put("session", last.getSession())
                .put("volume", last.getSessionVolume()).put("trades", last.getSessionTrades())
                .put("vwap", dollars(last.getSessionVwap(), last.getFineScale(), VWAP_PLACES))
                .put("open", dollars(last.getSessionOpen(), last.getPriceScale(), PRICE_PLACES))
                .put("high", dollars(last.getSessionHigh(), last.getPriceScale(), PRICE_PLACES))
                .put("low", dollars(last.getSessionLow(), last.getPriceScale(), PRICE_PLACES))
                .put("last", dollars(last.getLastPrice(), last.getPriceScale(), PRICE_PLACES))
                .put("brokenTrades", last.getBrokenTrades());
        }
        return root;
    }
}
