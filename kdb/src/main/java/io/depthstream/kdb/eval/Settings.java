package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.QError;
import java.util.Random;

/** What the system commands set: the console's size, the precision, the limits, the random numbers. */
public final class Settings {
    /** The most items one list may have. */
    public static final long MOST_ITEMS = 1L << 30;

    private int rows = 25;
    private int columns = 80;
    private int precision = 7;
    private long memoryLimit = Runtime.getRuntime().maxMemory() * 9 / 10;
    private long seed = -314_159;
    private Random random = new Random(seed);
    private long timerMillis;
    private int port;
    private java.nio.file.Path directory = java.nio.file.Path.of("").toAbsolutePath();
    private Runnable changed = () -> { };

    /** Signals 'wsfull when the heap is fuller than a query may make it. */
    public void checkMemory() {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() > memoryLimit) {
            throw new QError("wsfull");
        }
    }

    /** Returns a number of items as an int; 'wsfull if a list cannot be so long or the heap has no room. */
    public static int items(long wanted, int bytesEach) {
        if (wanted < 0) {
            throw QError.domain();
        }
        if (wanted > MOST_ITEMS || wanted * bytesEach > Runtime.getRuntime().maxMemory() / 2) {
            throw new QError("wsfull");
        }
        return (int) wanted;
    }

    /** Sets the bytes of heap beyond which a query ends with 'wsfull; {@code -w} of the server. */
    public void setMemoryLimit(long bytes) {
        memoryLimit = bytes;
    }

    /** Returns the bytes of heap a query may fill. */
    public long memoryLimit() {
        return memoryLimit;
    }

    /** Returns the folder that relative file names begin in. */
    public java.nio.file.Path directory() {
        return directory;
    }

    /** Sets the folder that relative file names begin in. */
    public void setDirectory(java.nio.file.Path newDirectory) {
        directory = newDirectory;
    }

    /** Returns the lines a console shows. */
    public int rows() {
        return rows;
    }

    /** Returns the characters a console shows in a line. */
    public int columns() {
        return columns;
    }

    /** Sets the console's size, within what kdb+ allows. */
    public void setConsole(int newRows, int newColumns) {
        rows = Math.max(10, Math.min(2000, newRows));
        columns = Math.max(10, Math.min(2000, newColumns));
    }

    /** Returns the digits floats are shown with; 0 for all. */
    public int precision() {
        return precision;
    }

    /** Sets the digits floats are shown with, 0 for all. */
    public void setPrecision(int digits) {
        precision = Math.max(0, Math.min(17, digits));
    }

    /** Returns the random numbers. */
    public Random random() {
        return random;
    }

    /** Returns the seed of the random numbers. */
    public long seed() {
        return seed;
    }

    /** Begins the random numbers again. */
    public void setSeed(long newSeed) {
        seed = newSeed;
        random = new Random(newSeed);
    }

    /** Returns the milliseconds between two calls of {@code .z.ts}, 0 for none. */
    public long timerMillis() {
        return timerMillis;
    }

    /** Sets the timer. */
    public void setTimerMillis(long millis) {
        timerMillis = Math.max(0, millis);
        changed.run();
    }

    /** Returns the port listened on, 0 for none. */
    public int port() {
        return port;
    }

    /** Sets the port to listen on. */
    public void setPort(int newPort) {
        port = newPort;
        changed.run();
    }

    /** Notes the port without telling anyone: for the server that has just opened it. */
    public void portOpened(int openPort) {
        port = openPort;
    }

    /** Says who opens the port and runs the timer. */
    public void onChange(Runnable listener) {
        changed = listener;
    }
}
