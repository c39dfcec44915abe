package io.depthstream.local.cli;

import io.depthstream.ingest.feed.DeadLetterWatch;
import io.depthstream.local.deadletter.DeadLetterTopic;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Dead letters that need no more attention. */
@Command(name = "ack", mixinStandardHelpOptions = true,
    description = "Mark dead letters as handled, up to one or all there are now: the watch counts them no more. They stay on the "
        + "topic until its retention.")
final class AcknowledgeCommand implements Callable<Integer> {
    @Mixin
    private RunningStack stack;
    @Parameters(paramLabel = "ID", arity = "0..1", description = "PARTITION:OFFSET of the last one handled, as list prints it.")
    private String id;
    @Option(names = "--all", description = "Every letter there is now.")
    private boolean all;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (all == (id != null)) {
            throw new UsageException("give the ID of the last letter handled, or --all: ./depthstream dlq list shows which there are");
        }
        final String bootstrapServers = stack.require().bootstrapServers();
        final Map<TopicPartition, Long> before;
        try (DeadLetterTopic topic = new DeadLetterTopic(bootstrapServers)) {
            before = all ? topic.ends() : before(topic, LetterId.parse(id));
        }
        try (DeadLetterWatch watch = DeadLetterTopic.watch(bootstrapServers)) {
            watch.handled(before);
            final PrintWriter out = spec.commandLine().getOut();
            out.printf("%d dead letters left to handle%n", watch.look().pending());
            out.flush();
        }
        return 0;
    }

    private Map<TopicPartition, Long> before(final DeadLetterTopic topic, final LetterId last) {
        return topic.find(last.partition(), last.offset())
            .map(letter -> Map.of(topic.place(letter.partition()), letter.offset() + 1))
            .orElseThrow(() -> new UsageException("no dead letter at " + id + ": ./depthstream dlq list shows which there are"));
    }
}
