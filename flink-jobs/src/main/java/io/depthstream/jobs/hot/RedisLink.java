package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis as a hot store: one hash and one channel a symbol, on request a stream a symbol, by one atomic script call a
 * batch (docs/decisions/0034). In a cluster it is one call a symbol, since a call's keys must share a hash slot.
 *
 * <p>Draining thread only; replies come on the client's threads.
 */
final class RedisLink implements HotLink {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final String TIME_SERIES_COMMAND = "TS.ADD";

    private final HotConfig config;
    private final boolean series;
    private final RedisClients clients;
    private final PublishScript script;
    private final byte[] source = PublishScript.source();
    private final AtomicLong reloads = new AtomicLong();
    private RedisConnection connection;
    private String sha = "";
    private int generation;

    /**
     * A link that is not connected.
     *
     * @param name ends the name the connection gives itself, seen in {@code CLIENT LIST}
     */
    RedisLink(final HotConfig config, final String name) {
        this.config = config;
        series = SeriesConfig.of(config).kept();
        clients = new RedisClients(config, "depthstream-hot-" + name);
        script = new PublishScript(config);
    }

    @Override
    public String name() {
        return RedisStore.NAME;
    }

    @Override
    public Object addressOf(final String venue, final String symbol) {
        return RedisAddress.of(venue, symbol, config.instance(), config.depthLevels());
    }

    @Override
    public void connect() throws InterruptedException {
        try {
            connection = clients.connect();
            sha = answer(connection.loadScript(source));
            if (series) {
                final boolean module = answer(connection.knows(TIME_SERIES_COMMAND));
                script.timeSeries(module);
                LOG.info("time series of bid and ask {}", module ? "of the TimeSeries module"
                        : "in streams without compaction: the server has no TimeSeries module");
            }
        } catch (final ExecutionException failed) {
            drop();
            throw new IllegalStateException(why(failed.getCause()), failed.getCause());
        } catch (final TimeoutException late) {
            drop();
            throw new IllegalStateException("no answer while connecting within " + config.timeoutMillis() + " ms", late);
        } catch (final RuntimeException failed) {
            drop();
            throw new IllegalStateException(why(failed), failed);
        }
    }

    /** The client's own message says only where to; the reason, such as a certificate, is that of the first cause. */
    private static String why(final Throwable failed) {
        Throwable first = failed;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        return first == failed ? String.valueOf(failed.getMessage()) : failed.getMessage() + ": " + first.getMessage();
    }

    private <T> T answer(final CompletionStage<T> awaited) throws InterruptedException, ExecutionException, TimeoutException {
        return awaited.toCompletableFuture().get(config.timeoutMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isOpen() {
        final RedisConnection open = connection;
        return open != null && open.isOpen();
    }

    @Override
    public void send(final HotBatch batch, final HotBookState[] states, final Runnable answered) {
        batch.generation(generation);
        final int symbolsACall = connection.isCluster() ? 1 : batch.size();
        final BatchAnswers answers = new BatchAnswers(batch, batch.size() / symbolsACall, answered);
        for (int from = 0; from < batch.size(); from += symbolsACall) {
            connection.evalsha(script.arguments(sha, batch, states, from, from + symbolsACall)).whenComplete(
                    (reply, error) -> answers.take(reply, symbolsACall, error));
        }
    }

    @Override
    public Fault fault(final HotBatch batch, final Throwable error) {
        if (error instanceof RedisNoScriptException) {
            // Several calls may be under way when the script is gone; one loading serves them all.
            if (batch.generation() == generation && isOpen()) {
                generation++;
                reloads.incrementAndGet();
                connection.loadScript(source);
            }
            return Fault.AGAIN;
        }
        return error instanceof RedisCommandExecutionException || error instanceof IllegalStateException
                ? Fault.STORE : Fault.CONNECTION;
    }

    @Override
    public long repairs() {
        return reloads.get();
    }

    @Override
    public void drop() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        drop();
        clients.close();
    }
}
