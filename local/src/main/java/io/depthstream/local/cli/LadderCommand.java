package io.depthstream.local.cli;

import io.depthstream.local.run.HotFeed;
import io.depthstream.local.run.StopSignal;
import io.depthstream.local.stack.StackFile;
import io.depthstream.local.view.BookView;
import io.depthstream.local.view.Ladder;
import io.depthstream.local.view.Screen;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The live ladder of one symbol, from Redis. */
@Command(name = "ladder", mixinStandardHelpOptions = true, description = "The live ladder of a symbol of a running stack.")
final class LadderCommand implements Callable<Integer> {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Mixin
    private RunningStack stack;
    @Parameters(paramLabel = "SYMBOL", description = "Such as AAPL.")
    private String symbol;
    @Option(names = "--venue", description = "Market identifier (default: ${DEFAULT-VALUE}).")
    private String venue = "XNAS";
    @Option(names = "--depth", description = "Levels a side, 1 to 10 (default: ${DEFAULT-VALUE}).")
    private int depth = 10;
    @Option(names = "--once", description = "Print the ladder once and end.")
    private boolean once;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (depth < 1 || depth > 10) {
            throw new UsageException("--depth is " + depth + ": must be 1 to 10");
        }
        final StackFile running = stack.require();
        final Ladder ladder = new Ladder(depth, Screen.present());
        final BookView newest = stored(running.redisUri());
        if (once || !Screen.present()) {
            final PrintWriter out = spec.commandLine().getOut();
            ladder.draw(newest).forEach(out::println);
            out.flush();
            return 0;
        }
        follow(running, ladder, newest);
        return 0;
    }

    private BookView stored(final String redisUri) {
        final RedisClient client = RedisClient.create(redisUri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            final String state = connection.sync().hget("book:" + venue + ':' + symbol, "state");
            if (state == null) {
                throw new UsageException("no book for symbol " + symbol + " on venue " + venue
                    + ": symbols are case-sensitive; the demo prints the busiest ones");
            }
            return BookView.parse(state);
        } finally {
            client.shutdown();
        }
    }

    private void follow(final StackFile running, final Ladder ladder, final BookView first) {
        try (StopSignal stop = new StopSignal(); Screen screen = new Screen(spec.commandLine().getOut());
                HotFeed feed = new HotFeed(running.redisUri(), HotFeed.channelOf(venue, symbol), Clock.systemUTC())) {
            BookView newest = first;
            while (!stop.wanted() && ProcessHandle.of(running.processId()).filter(ProcessHandle::isAlive).isPresent()) {
                newest = feed.busiest(1).stream().findFirst().map(update -> BookView.parse(update.json())).orElse(newest);
                screen.draw(ladder.draw(newest));
                LockSupport.parkNanos(FRAME_NANOS);
            }
        }
    }
}
