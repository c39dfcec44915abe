package io.depthstream.ingest.netns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network namespace of the kernel that a test makes and removes: interfaces, routes and packet filter of its own, so
 * that real multicast and real loss touch nothing outside. Its name carries this process's id; {@link #sweep()} removes
 * what a killed run has left behind. Needs root and iproute2: ask {@link #whyNot()} first.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final Pattern OURS = Pattern.compile("depth-(\\d+)-[a-z]+");
    private static final long COMMAND_SECONDS = 60;

    private final String name;

    private NetworkNamespace(final String name) {
        this.name = name;
    }

    /**
     * Returns why this process can't make namespaces, or null if it can. {@code commands} are further programs the test
     * needs, such as nft.
     */
    public static String whyNot(final String... commands) throws IOException {
        final List<String> needed = new ArrayList<>(List.of("ip"));
        needed.addAll(List.of(commands));
        for (final String command : needed) {
            if (run(List.of("sh", "-c", path("command -v " + command))).status != 0) {
                return "no " + command + " here: ./depthstream verify-full installs it as root";
            }
        }
        final String probe = nameOf(ProcessHandle.current().pid(), "probe");
        final Outcome made = ip("netns", "add", probe);
        if (made.status != 0) {
            return "no right to make network namespaces (" + made.text.strip() + "): run as root";
        }
        ip("netns", "del", probe);
        return null;
    }

    /** Makes a namespace with its loopback interface up, after sweeping what dead runs left; {@code label} is a-z. */
    public static NetworkNamespace create(final String label) throws IOException {
        sweep();
        final NetworkNamespace made = new NetworkNamespace(nameOf(ProcessHandle.current().pid(), label));
        check(ip("netns", "add", made.name));
        made.exec("ip", "link", "set", "lo", "up");
        return made;
    }

    /** Removes every namespace of a process that is no longer there, and returns their names. */
    static List<String> sweep() throws IOException {
        final List<String> swept = new ArrayList<>();
        for (final String found : names()) {
            final Matcher matcher = OURS.matcher(found);
            if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
                ip("netns", "del", found);
                swept.add(found);
            }
        }
        return swept;
    }

    /** Returns the namespaces there are, whoever made them. */
    static List<String> names() throws IOException {
        return ip("netns", "list").text.lines().map(line -> line.split(" ")[0]).toList();
    }

    static String nameOf(final long processId, final String label) {
        return "depth-" + processId + "-" + label;
    }

    /** Lays a cable to another namespace: {@code ours} here and {@code theirs} there, both up, with /24 addresses. */
    public void connect(final String ours, final String address, final NetworkNamespace other, final String theirs,
            final String otherAddress) throws IOException {
        check(ip("link", "add", ours, "netns", name, "type", "veth", "peer", "name", theirs, "netns", other.name));
        exec("ip", "address", "add", address + "/24", "dev", ours);
        exec("ip", "link", "set", ours, "up");
        other.exec("ip", "address", "add", otherAddress + "/24", "dev", theirs);
        other.exec("ip", "link", "set", theirs, "up");
    }

    /** Runs a command inside and returns what it printed; fails the test if the command fails. */
    public String exec(final String... command) throws IOException {
        return check(run(inside(List.of(command)))).text;
    }

    /** Returns the command line that runs {@code command} inside. */
    public List<String> inside(final List<String> command) {
        final List<String> words = new ArrayList<>(List.of("sh", "-c", path("exec ip netns exec " + name + " \"$@\""), "sh"));
        words.addAll(command);
        return words;
    }

    /** Returns the name, which other tools know the namespace by. */
    public String name() {
        return name;
    }

    /** Removes the namespace and with it every interface and filter in it. */
    @Override
    public void close() throws IOException {
        check(ip("netns", "del", name));
    }

    private static Outcome ip(final String... arguments) throws IOException {
        final List<String> words = new ArrayList<>(List.of("sh", "-c", path("exec ip \"$@\""), "sh"));
        words.addAll(List.of(arguments));
        return run(words);
    }

    /** Debian keeps the tools of the administrator out of other users' search path. */
    private static String path(final String command) {
        return "PATH=\"$PATH:/usr/sbin:/sbin\"; " + command;
    }

    private static Outcome check(final Outcome outcome) {
        if (outcome.status != 0) {
            throw new AssertionError(outcome.command + " ended with " + outcome.status + ": " + outcome.text);
        }
        return outcome;
    }

    private static Outcome run(final List<String> command) throws IOException {
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end in " + COMMAND_SECONDS + " s");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
        return new Outcome(command, process.exitValue(), text);
    }

    private record Outcome(List<String> command, int status, String text) {
    }
}
