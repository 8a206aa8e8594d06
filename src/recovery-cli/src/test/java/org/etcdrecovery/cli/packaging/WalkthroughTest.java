package org.etcdrecovery.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.etcdrecovery.cli.Main;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the walkthrough as they are written, with a real etcd and other ports. */
class WalkthroughTest {
    private static final Path ASSETS = Path.of("../../assets");
    private static final Pattern COMMANDS = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\(([^)]+)\\)");
    private static final long PATIENCE_MINUTES = 10;

    @TempDir
    private Path directory;

    @Test
    void everyCommandDoesWhatTheTextSays() throws Exception {
        String walkthrough = Files.readString(ASSETS.resolve("walkthrough.md"));
        String commands = COMMANDS.matcher(walkthrough)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.joining());
        assertThat(commands).contains("cluster assess", "rehearse", "cluster prove");
        String ports = freePorts();
        Path script = Files.writeString(directory.resolve("walk.sh"),
                "set -eu\ntrap 'kill $(cat *.pid) 2>&- || :' EXIT\n"
                        + commands.replace("2379", ports + "79").replace("2380", ports + "80"));
        Path work = Files.createDirectory(directory.resolve("work"));
        Path log = directory.resolve("walk.log");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .merge("PATH", program() + ":" + Judges.etcd(EtcdVersion.V3_6).getParent(),
                        (old, own) -> own + ":" + old);
        builder.environment().put("RECOVERY_SCRATCH", directory.toString());

        Process walk = builder.start();
        try {
            assertThat(walk.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            walk.descendants().forEach(ProcessHandle::destroyForcibly);
            walk.destroyForcibly();
        }

        assertThat(walk.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("RESTORABLE", "Quorum is lost: 1 of 3", "PROVEN: etcd 3.6",
                "RESTORED cluster");
    }

    @Test
    void everyPictureIsThere() throws IOException {
        List<String> pictures = PICTURE.matcher(Files.readString(ASSETS.resolve("walkthrough.md")))
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();

        assertThat(pictures).hasSizeGreaterThan(3).allSatisfy(name -> assertThat(ASSETS.resolve(name)).isRegularFile());
    }

    /** The two digits with which the ports of the walkthrough are free; below those that the system hands out. */
    private static String freePorts() {
        return IntStream.range(0, 27)
                .mapToObj("%02d"::formatted)
                .filter(digits -> IntStream.rangeClosed(1, 3)
                        .allMatch(member -> isFree(member + digits + "79") && isFree(member + digits + "80")))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(String port) {
        try (ServerSocket socket = new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** A directory with the command line under its name. */
    private Path program() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path program = Files.writeString(bin.resolve("etcd-recovery"), "#!/bin/sh\nexec '"
                + ProcessHandle.current().info().command().orElseThrow() + "' -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return bin;
    }
}
