package org.etcdrecovery.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * Three hosts with an {@code sshd} each, in network, mount and process namespaces of their own, on a bridge. They are
 * started once and end with this process. The directory {@code /mnt} of each is one of this machine, its {@code /etc} a
 * copy, and its {@code systemctl} a small imitation.
 */
public final class ThreeHosts {
    /** How many there are. */
    public static final int COUNT = 3;

    private static final long TIMEOUT_SECONDS = 30;
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private static @Nullable ThreeHosts shared;
    /** Why there are none. */
    private static String unable = "";

    private final Path directory;
    private final String network;
    private final List<Process> processes = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();

    private ThreeHosts() throws IOException {
        directory = Files.createTempDirectory("hosts");
        long id = ProcessHandle.current().pid();
        network = "10." + (100 + id % 100) + "." + id / 100 % 250 + ".";
    }

    /**
     * A host.
     *
     * @param name    its name in the configuration of ssh
     * @param address its address on the bridge
     * @param mnt     what is {@code /mnt} there
     * @param key     the fingerprint of its key
     */
    public record Host(String name, String address, Path mnt, String key) {}

    /**
     * The hosts, started if they do not run yet. Skips the test if the kernel refuses namespaces, or sshd is missing; the
     * latter fails it with {@code CI=true}.
     */
    public static synchronized ThreeHosts shared() throws IOException {
        Assumptions.assumeTrue(unable.isEmpty(), unable);
        if (shared == null) {
            boolean found = Files.isExecutable(SSHD);
            if (!found && "true".equals(System.getenv("CI"))) {
                throw new AssertionError("no sshd");
            }
            Assumptions.assumeTrue(found, "no sshd");
            ThreeHosts hosts = new ThreeHosts();
            try {
                hosts.start();
            } catch (TestAbortedException e) {
                unable = String.valueOf(e.getMessage());
                throw e;
            }
            shared = hosts;
        }
        return shared;
    }

    /** All of them. */
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    /** A configuration of ssh that knows the hosts and their keys, and a key to log in. */
    public Path sshConfig() {
        return directory.resolve("ssh_config");
    }

    /** A directory of this machine for the files of tests. */
    public Path directory() {
        return directory;
    }

    /** Runs a line of shell on a host, as root, and returns what it printed. */
    public String on(int host, String line) {
        return new Tool(Path.of("/usr/bin/ssh")).run("-F", sshConfig(), hosts.get(host).name(), line).ok();
    }

    private void start() throws IOException {
        command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve("id"));
        String bridge = "erb" + ProcessHandle.current().pid();
        removeAbandoned();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bridge)));
        attempt("ip", "link", "add", bridge, "type", "bridge");
        attempt("ip", "addr", "add", network + "254/24", "dev", bridge);
        attempt("ip", "link", "set", bridge, "up");
        Path script = extract("host.sh", directory.resolve("host.sh"));
        StringBuilder config = new StringBuilder();
        StringBuilder known = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            hosts.add(start(i, bridge, script));
            Host host = hosts.get(i);
            config.append("Host ").append(host.name()).append("\n  HostName ").append(host.address()).append('\n');
            known.append(host.address())
                    .append(' ')
                    .append(Files.readString(host.mnt().resolve("key.pub")));
        }
        Files.writeString(directory.resolve("known_hosts"), known);
        Files.writeString(sshConfig(), config + commonConfig(directory.resolve("known_hosts")));
    }

    /**
     * What a configuration of ssh has for all hosts.
     *
     * @param known the file of known keys
     */
    public String commonConfig(Path known) {
        return commonConfig(known, directory.resolve("id"));
    }

    private static String commonConfig(Path known, Path identity) {
        return "Host *\n  User root\n  IdentityFile " + identity + "\n  IdentitiesOnly yes\n"
                + "  IdentityAgent none\n  UserKnownHostsFile " + known + "\n  GlobalKnownHostsFile none\n";
    }

    /**
     * A configuration of ssh in which a name leads to the first host, with a login that may do less.
     *
     * @param restrictions options of {@code authorized_keys}
     */
    public Path restrictedConfig(String name, String restrictions) throws IOException {
        Path key = directory.resolve(name + "-" + System.nanoTime());
        command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
        Files.writeString(hosts.getFirst().mnt().resolve("authorized_keys"), restrictions + " "
                + Files.readString(key.resolveSibling(key.getFileName() + ".pub")), StandardOpenOption.APPEND);
        return Files.writeString(key.resolveSibling(key.getFileName() + ".config"), "Host " + name + "\n  HostName "
                + hosts.getFirst().address() + "\n" + commonConfig(directory.resolve("known_hosts"), key));
    }

    private Host start(int number, String bridge, Path script) throws IOException {
        Path mnt = Files.createDirectories(directory.resolve("host" + number));
        command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", mnt.resolve("key"));
        Files.copy(directory.resolve("id.pub"), mnt.resolve("authorized_keys"));
        Files.createDirectories(mnt.resolve("bin"));
        for (String program : List.of("systemctl", "journalctl")) {
            Files.setPosixFilePermissions(extract(program, mnt.resolve("bin").resolve(program)),
                    PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String address = network + (number + 1);
        Files.writeString(mnt.resolve("sshd_config"), """
                HostKey /mnt/key
                AuthorizedKeysFile /mnt/authorized_keys
                PermitRootLogin yes
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PidFile none
                UseDNS no
                SetEnv PATH=/mnt/bin:/usr/sbin:/usr/bin:/sbin:/bin
                """);
        Process process = new ProcessBuilder("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child",
                "--mount-proc", "/bin/sh", script.toString(), mnt.toString(), address)
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        BufferedReader output = process.inputReader(UTF_8);
        expect(output, "isolated");
        attempt("ip", "link", "add", "er" + number + "p" + process.pid(), "type", "veth", "peer", "name", "eth0",
                "netns",
                Long.toString(process.pid()));
        attempt("ip", "link", "set", "er" + number + "p" + process.pid(), "master", bridge, "up");
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        expect(output, "up");
        String key = new Tool(Path.of("/usr/bin/ssh-keygen")).run("-lf", mnt.resolve("key.pub")).ok().split(" ", -1)[1];
        return new Host("etcd-" + (char) ('a' + number), address, mnt, key);
    }

    private static void expect(BufferedReader output, String word) throws IOException {
        String line = Optional.ofNullable(output.readLine()).orElse("nothing");
        if (!line.equals(word)) {
            throw new TestAbortedException("no hosts in namespaces here: " + line);
        }
    }

    private static Path extract(String resource, Path to) throws IOException {
        try (InputStream in = ThreeHosts.class.getResourceAsStream("/deliver/" + resource)) {
            Files.copy(Objects.requireNonNull(in), to, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }

    /** Bridges of test processes that were killed. */
    private static void removeAbandoned() throws IOException {
        for (String line : run("ip", "-o", "link", "show", "type", "bridge").lines().toList()) {
            String name = line.split(": ", -1)[1];
            if (name.matches("erb\\d+") && ProcessHandle.of(Long.parseLong(name.substring(3))).isEmpty()) {
                run("ip", "link", "del", name);
            }
        }
    }

    private static void attempt(Object... command) throws IOException {
        String output = run(command);
        if (!output.isEmpty()) {
            throw new TestAbortedException("no hosts in namespaces here: " + output.strip());
        }
    }

    private static void command(Object... command) throws IOException {
        run(command);
    }

    private static String run(Object... command) throws IOException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return output;
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void stop(String bridge) {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try {
            run("ip", "link", "del", bridge);
        } catch (IOException e) {
            // The next start removes it.
        }
        new Tool(Path.of("/bin/rm")).run("-rf", directory);
    }
}
