package io.depthstream.local.cli;

import io.depthstream.ingest.feed.DeadLetterWatch;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.KafkaClients;
import io.depthstream.ingest.feed.Redriver;
import io.depthstream.local.deadletter.DeadLetterTopic;
import io.depthstream.schemas.avro.DeadLetter;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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
import org.apache.kafka.common.TopicPartition;
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
    @Option(names = "--all", description = "Every letter that has not been handled; when all of them have been sent they are marked as handled.")
    private boolean all;
    @Option(names = "--reason", description = "Only letters with this reason, such as unknown-locate.")
    private String reason;
    @Option(names = "--max-attempts",
        description = "Letters tried so often are left where they are (default: ${DEFAULT-VALUE}).")
    private int maxAttempts = 10;
    @Option(names = "--limit", description = "Most letters of one call, the oldest first (default: ${DEFAULT-VALUE}).")
    private int limit = 100_000;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (all == !ids.isEmpty()) {
            throw new UsageException("give the IDs to redrive, or --all: ./depthstream dlq list shows which there are");
        }
        if (maxAttempts < 1 || limit < 1) {
            throw new UsageException("--max-attempts is " + maxAttempts + ", --limit is " + limit + ": must be at least 1");
        }
        final Set<String> wanted = new HashSet<>();
        ids.forEach(id -> wanted.add(LetterId.parse(id).toString()));
        final String bootstrapServers = stack.require().bootstrapServers();
        final List<DeadLetter> chosen;
        final Map<TopicPartition, Long> ends;
        try (DeadLetterTopic topic = new DeadLetterTopic(bootstrapServers);
                DeadLetterWatch watch = DeadLetterTopic.watch(bootstrapServers)) {
            ends = topic.ends();
            final Map<TopicPartition, Long> handled = watch.handledBefore();
            chosen = topic.list(Integer.MAX_VALUE).stream()
                .filter(placed -> all && placed.offset() >= handled.get(topic.place(placed.partition())) || wanted.contains(new LetterId(placed.partition(), placed.offset()).toString()))
                .flatMap(placed -> placed.letter().stream())
                .filter(letter -> reason == null || reason.equals(letter.getReason()))
                .limit(limit)
                .sorted(Comparator.comparing(DeadLetter::getSession).thenComparingLong(DeadLetter::getSequence))
                .toList();
        }
        if (chosen.isEmpty()) {
            throw new UsageException("no dead letter matches: ./depthstream dlq list shows which there are");
        }
        final List<DeadLetter> letters = chosen.stream().filter(letter -> letter.getAttempts() < maxAttempts).toList();
        final int givenUp = chosen.size() - letters.size();
        final Map<Redriver.Outcome, Integer> outcomes = redrive(letters, bootstrapServers);
        final PrintWriter out = spec.commandLine().getOut();
        outcomes.forEach((outcome, count) -> out.printf("%-14s %d%n", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
        if (givenUp > 0) {
            out.printf("%-14s %d   tried %d times or more: raise --max-attempts, or dlq ack%n", "given-up", givenUp, maxAttempts);
        }
        if (all && reason == null && givenUp == 0 && chosen.size() < limit
                && !outcomes.containsKey(Redriver.Outcome.NOT_SENDABLE)) {
            // What failed again lies behind the mark again, with one attempt more.
            try (DeadLetterWatch watch = DeadLetterTopic.watch(bootstrapServers)) {
                watch.handled(ends);
            }
        }
        out.flush();
        return outcomes.keySet().equals(Set.of(Redriver.Outcome.SENT)) ? 0 : Depthstream.CHECK_FAILED;
    }

    /** A redriver works on one trading day: its directory and its midnight. */
    private static Map<Redriver.Outcome, Integer> redrive(final List<DeadLetter> letters, final String bootstrapServers) {
        final Map<String, List<DeadLetter>> byDay = new TreeMap<>(letters.stream()
            .collect(Collectors.groupingBy(DeadLetter::getTradingDate)));
        final Map<Redriver.Outcome, Integer> outcomes = new EnumMap<>(Redriver.Outcome.class);
        byDay.forEach((day, ofDay) -> {
            if (!isDay(day)) {
                outcomes.merge(Redriver.Outcome.NOT_SENDABLE, ofDay.size(), Integer::sum);
                return;
            }
            final FeedHandlerConfig config = FeedHandlerConfig.of(Map.of(
                "kafka.bootstrap", bootstrapServers, "publisher", "redrive", "trading-date", day.isEmpty() ? "today" : day));
            try (Redriver redriver = new Redriver(config, KafkaClients.producer(config), KafkaClients.referenceReader(config))) {
                ofDay.forEach(letter -> outcomes.merge(redriver.redrive(letter), 1, Integer::sum));
            }
        });
        return outcomes;
    }

    /** Whether a letter names a trading day, or none: what lies on the topic is not taken on trust. */
    private static boolean isDay(final String day) {
        try {
            return day.isEmpty() || LocalDate.parse(day) != null;
        } catch (final DateTimeParseException e) {
            return false;
        }
    }
}
