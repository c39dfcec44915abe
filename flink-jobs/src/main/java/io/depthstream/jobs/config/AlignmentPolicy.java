package io.depthstream.jobs.config;

/** Whether the job may read without a shuffle (docs/decisions/0033). */
public enum AlignmentPolicy {
    /** Without a shuffle where partitions and subtasks line up. */
    AUTO,
    /** Always with a shuffle. */
    KEY_BY
}
