package io.depthstream.local.cli;

import java.util.concurrent.Callable;

/** A command that another module adds to {@code ./depthstream}; found by {@link java.util.ServiceLoader}. */
public interface ExtraCommand extends Callable<Integer> {
}
