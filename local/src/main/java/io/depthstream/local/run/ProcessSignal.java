package io.depthstream.local.run;

import java.io.IOException;

/** Signals that freeze a process and let it go on. Any thread. */
public enum ProcessSignal {
    /** SIGSTOP: it neither reads nor sends until it goes on. */
    STOP,
    /** SIGCONT: it goes on with all it had in its buffers. */
    CONT;

    /**
     * Sends the signal and returns when it is sent.
     *
     * @throws IOException           when there is no kill command on the PATH
     * @throws IllegalStateException when the process is gone
     */
    public void send(final Process process) throws IOException, InterruptedException {
        final Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill -" + name() + " " + process.pid() + " ended with " + kill.exitValue());
        }
    }
}
