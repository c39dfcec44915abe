package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * What the job reads.
 *
 * @param topic              raw topic
 * @param group              consumer group
 * @param startFrom          where to begin without a checkpoint
 * @param isolation          whether open transactions are read
 * @param bounded            whether to stop at the end the topic has at the start
 * @param expectedPartitions number of partitions the topic must have, or 0
 * @param alignment          whether the shuffle may be left out
 */
public record SourceConfig(
        String topic,
        String group,
        StartFrom startFrom,
        Isolation isolation,
        boolean bounded,
        int expectedPartitions,
        AlignmentPolicy alignment)
        implements Serializable {

    static SourceConfig read(final ConfigReader in) {
        return new SourceConfig(
                in.get(ConfigKeys.RAW_TOPIC),
                in.get(ConfigKeys.GROUP),
                in.get(ConfigKeys.START_FROM),
                in.get(ConfigKeys.ISOLATION),
                in.get(ConfigKeys.BOUNDED),
                in.get(ConfigKeys.EXPECTED_PARTITIONS),
                in.get(ConfigKeys.ALIGNMENT));
    }
}
