package io.depthstream.jobs.cold;

import java.io.Serializable;

/** Makes each subtask's store; travels with the job graph, so it holds configuration and no connection. */
@FunctionalInterface
public interface ColdStoreFactory extends Serializable {

    /**
     * A store, not yet connected.
     *
     * @param name of job and subtask, for logs and for the connection's name where the store shows one
     */
    ColdStore create(String name);
}
