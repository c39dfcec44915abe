package io.depthstream.local.cli;

import io.depthstream.local.deadletter.DeadLetterTopic;
import io.depthstream.local.deadletter.DeadLetterTopic.Placed;
import io.depthstream.schemas.avro.DeadLetter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What could not be used: listed, shown, sent again. */
@Command(name = "dlq", mixinStandardHelpOptions = true,
    description = "Dead letters of a running stack: what could not be used, with its bytes.",
    subcommands = {DeadLetterCommand.ListLetters.class, DeadLetterCommand.Show.class, RedriveCommand.class,
        AcknowledgeCommand.class, DeadLetterWatchCommand.class})
final class DeadLetterCommand {
    private static final int LIST_LIMIT = 100;

    /** A line for each letter. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "A line for each dead letter.")
    static final class ListLetters implements Runnable {
        @Mixin
        private RunningStack stack;
        @Option(names = "--limit", description = "The most to list (default: ${DEFAULT-VALUE}).")
        private int limit = LIST_LIMIT;
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            final PrintWriter out = spec.commandLine().getOut();
            try (DeadLetterTopic topic = new DeadLetterTopic(stack.require().bootstrapServers())) {
                final var letters = topic.list(limit);
                out.printf("%-10s %-24s %-8s %14s %8s  %s%n", "id", "reason", "symbol", "sequence", "attempts", "source");
                for (final Placed placed : letters) {
                    out.println(placed.letter().map(letter -> line(placed, letter))
                        .orElse(placed.id() + " is not a dead letter record"));
                }
                out.printf("%d dead letters%n", letters.size());
            }
        }

        private static String line(final Placed placed, final DeadLetter letter) {
            return "%-10s %-24s %-8s %14d %8d  %s".formatted(placed.id(), letter.getReason(), letter.getSymbol(),
                letter.getSequence(), letter.getAttempts(), letter.getSource());
        }
    }

    /** One letter, whole. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "One dead letter, whole, with its bytes in hex.")
    static final class Show implements Runnable {
        @Mixin
        private RunningStack stack;
        @Parameters(paramLabel = "ID", description = "PARTITION:OFFSET, as list prints it.")
        private String id;
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            final LetterId place = LetterId.parse(id);
            try (DeadLetterTopic topic = new DeadLetterTopic(stack.require().bootstrapServers())) {
                final DeadLetter letter = topic.find(place.partition(), place.offset()).flatMap(Placed::letter)
                    .orElseThrow(() -> new UsageException("no dead letter at " + id + ": ./depthstream dlq list shows which there are"));
                print(letter, spec.commandLine().getOut());
            }
        }

        private static void print(final DeadLetter letter, final PrintWriter out) {
            out.printf("reason     %s%nmessage    %s%n", letter.getReason(), letter.getMessage());
            out.printf("source     %s, line %d, partition %d, offset %d, parked by %s%n", letter.getSource(),
                letter.getLine(), letter.getPartition(), letter.getOffset(), letter.getPublisher());
            out.printf("identity   venue %s, session %s, sequence %d, symbol %s%n", letter.getVenue(),
                letter.getSession(), letter.getSequence(), letter.getSymbol());
            out.printf("times      first %s, last %s, attempts %d%n", time(letter.getFirstTimeNanos()),
                time(letter.getLastTimeNanos()), letter.getAttempts());
            final ByteBuffer bytes = letter.getBytes().duplicate();
            final byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            out.printf("format     %s, %d bytes%n%s%n", letter.getFormat(), copy.length, HexFormat.ofDelimiter(" ").formatHex(copy));
        }

        private static Instant time(final long nanos) {
            return Instant.ofEpochSecond(0, nanos);
        }
    }
}
