package io.depthstream.jobs.hot;

import io.lettuce.core.protocol.CommandArgs;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** An open connection to one Redis, to the master a sentinel names, or to a cluster. Replies come on any thread. */
interface RedisConnection {

    /** Gives the script to every server that may run it; its name is what they answer. */
    CompletionStage<String> loadScript(byte[] source);

    /** Whether the server knows a command. */
    CompletionStage<Boolean> knows(String command);

    /** Runs a loaded script on the server that has its keys. */
    CompletionStage<List<Object>> evalsha(CommandArgs<byte[], byte[]> arguments);

    /** Whether the keys of one call must share a hash slot. */
    boolean isCluster();

    /** Whether it is usable as far as this end knows. */
    boolean isOpen();

    /** Lets go of it without waiting. */
    void close();
}
