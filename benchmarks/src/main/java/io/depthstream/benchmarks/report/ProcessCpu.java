package io.depthstream.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU time of every thread of this process, collectors and compilers included. Any thread. */
public final class ProcessCpu {
    private static final OperatingSystemMXBean SYSTEM =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ProcessCpu() {
    }

    /** CPU nanoseconds since the process began. */
    public static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }
}
