package io.depthstream.benchmarks.packets;

import io.depthstream.ingest.packet.CpuPinning;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread tied to one processor, which does what it is given in turn. */
final class PinnedThread implements AutoCloseable {
    private final ExecutorService executor;

    PinnedThread(final String name, final int cpu) throws UnavailableHereException {
        final CpuPinning pinning = NativeServices.find(CpuPinning.class, "thread pinning");
        executor = Executors.newSingleThreadExecutor(work -> new Thread(work, name));
        final Future<String> pinned = executor.submit(() -> {
            pinning.pinThisThread(cpu);
            return name;
        });
        try {
            pinned.get();
        } catch (final ExecutionException e) {
            executor.shutdownNow();
            if (e.getCause() instanceof UnavailableHereException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        } catch (final InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <T> Future<T> submit(final Callable<T> work) {
        return executor.submit(work);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
