package io.depthstream.local.cli;

import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.KafkaClients;
import io.depthstream.ingest.feed.Redriver;
import io.depthstream.local.deadletter.DeadLetterTopic;
import io.depthstream.schemas.avro.DeadLetter;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Dead letters through the front door again. */
@Command(name = "redrive", mixinStandardHelpOptions = true,
    description = "Send dead letters through the front door again, after what made them dead has been mended.")
final class RedriveCommand implements Callable<Integer> {
    @Mixin
    private RunningStack stack;
    @Parameters(paramLabel = "ID", arity = "0..*", description = "PARTITION:OFFSET, as list prints it.")
    private List<String> ids = List.of();
    @Option(names = "--all", description = "Every letter.")
    private boolean all;
    @Option(names = "--reason", description = "Only letters with this reason, such as unknown-locate.")
    private String reason;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (all == !ids.isEmpty()) {
            throw new UsageException("give the IDs to redrive, or --all: ./depthstream dlq list shows which there are");
        }
        final Set<String> wanted = new HashSet<>();
        ids.forEach(id -> wanted.add(LetterId.parse(id).toString()));
        final String bootstrapServers = stack.require().bootstrapServers();
        final List<DeadLetter> letters;
        try (DeadLetterTopic topic = new DeadLetterTopic(bootstrapServers)) {
            letters = topic.list(Integer.MAX_VALUE).stream()
                .filter(placed -> all || wanted.contains(new LetterId(placed.partition(), placed.offset()).toString()))
                .flatMap(placed -> placed.letter().stream())
                .filter(letter -> reason == null || reason.equals(letter.getReason()))
                .sorted(Comparator.comparing(DeadLetter::getSession).thenComparingLong(DeadLetter::getSequence))
                .toList();
        }
        if (letters.isEmpty()) {
            throw new UsageException("no dead letter matches: ./depthstream dlq list shows which there are");
        }
        final Map<Redriver.Outcome, Integer> outcomes = redrive(letters, bootstrapServers);
        final PrintWriter out = spec.commandLine().getOut();
        outcomes.forEach((outcome, count) -> out.printf("%-14s %d%n", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
        out.flush();
        return outcomes.keySet().equals(Set.of(Redriver.Outcome.SENT)) ? 0 : Depthstream.CHECK_FAILED;
    }

    /** A redriver works on one trading day: its directory and its midnight. */
    private static Map<Redriver.Outcome, Integer> redrive(final List<DeadLetter> letters, final String bootstrapServers) {
        final Map<String, List<DeadLetter>> byDay = new TreeMap<>(letters.stream()
            .collect(Collectors.groupingBy(DeadLetter::getTradingDate)));
        final Map<Redriver.Outcome, Integer> outcomes = new EnumMap<>(Redriver.Outcome.class);
        byDay.forEach((day, ofDay) -> {
            final FeedHandlerConfig config = FeedHandlerConfig.of(Map.of(
                "kafka.bootstrap", bootstrapServers, "publisher", "redrive", "trading-date", day.isEmpty() ? "today" : day));
            try (Redriver redriver = new Redriver(config, KafkaClients.producer(config), KafkaClients.referenceReader(config))) {
                ofDay.forEach(letter -> outcomes.merge(redriver.redrive(letter), 1, Integer::sum));
            }
        });
        return outcomes;
    }
}
