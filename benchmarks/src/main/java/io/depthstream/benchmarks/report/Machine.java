package io.depthstream.benchmarks.report;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a figure was measured on. A figure without it says nothing.
 *
 * @param cpu         model as the operating system names it, or its architecture
 * @param cores       processors this JVM may use
 * @param jdk         vendor and version
 * @param heapMiB     largest heap, mebibytes
 * @param collector   garbage collectors
 * @param loadAverage runnable processes over the last minute, before the benchmark began; negative where unknown
 */
public record Machine(String cpu, int cores, String jdk, long heapMiB, String collector, double loadAverage) {
    private static final Path CPU_FILE = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    /** Looks at the machine now: call it before the benchmark, or the load is the benchmark's own. */
    public static Machine present() {
        final Runtime runtime = Runtime.getRuntime();
        return new Machine(
            model(),
            runtime.availableProcessors(),
            System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version"),
            runtime.maxMemory() >> 20,
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName).collect(Collectors.joining(", ")),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String model() {
        if (Files.isReadable(CPU_FILE)) {
            try {
                return Files.readAllLines(CPU_FILE).stream()
                    .filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst().orElse(System.getProperty("os.arch"));
            } catch (final IOException unreadable) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    /** The values by name, for JSON. */
    public Map<String, Object> values() {
        final Map<String, Object> values = new LinkedHashMap<>();
        values.put("cpu", cpu);
        values.put("cores", cores);
        values.put("jdk", jdk);
        values.put("heapMiB", heapMiB);
        values.put("collector", collector);
        values.put("loadAverage", loadAverage);
        return values;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %d cores, load %.2f, %s, heap %d MiB (%s)",
            cpu, cores, loadAverage, jdk, heapMiB, collector);
    }
}
