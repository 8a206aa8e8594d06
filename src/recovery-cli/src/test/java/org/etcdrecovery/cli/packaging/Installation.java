package org.etcdrecovery.cli.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.Tool;
import org.etcdrecovery.core.testing.Tool.Result;

/**
 * The start scripts in a separate tree that looks as if it had been built, with a JDK whose java only prints its
 * arguments.
 */
final class Installation {
    /** The scripts of this repository; tests run in the directory of their module. */
    static final Path PACKAGING = Path.of("../../packaging").toAbsolutePath().normalize();
    private static final Path BASH = Path.of("/bin/bash");
    private static final String RELEASE = "25.0.1+8";
    private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    private final Path root;
    private final Path jdk;

    /** Everything that an up to date build has, in a directory that does not exist yet. */
    Installation(Path root, Path jdk) throws IOException {
        this.root = root;
        this.jdk = jdk;
        Files.createDirectories(root);
        bash("cp -r -- \"$0\" \"$1\"", PACKAGING, root);
        write("pom.xml", "");
        write("src/recovery-core/src/main/Core.java", "");
        write("src/recovery-cli/target/recovery-cli-1.jar", "");
        for (String cache : List.of("read", "judge", "live")) {
            write("src/recovery-cli/target/etcd-recovery-" + cache + "-" + RELEASE + ".aot", "");
        }
        write("src/recovery-cli/target/built-with", jdk + "\n");
        makeJdk(jdk, "printf '%s\\n' \"LC_ALL=${LC_ALL-}\" \"$@\"");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(BUILT));
            }
        }
    }

    /** A directory that passes for a JDK. */
    static void makeJdk(Path home, String java) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"),
                "JAVA_VERSION=\"25.0.1\"\nJAVA_RUNTIME_VERSION=\"" + RELEASE + "\"\n");
        program(home.resolve("bin/java"), java);
        program(home.resolve("bin/javac"), "exit 1");
    }

    /** A script that can be run. */
    static void program(Path file, String commands) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs a line of bash. */
    static Result bash(String line, Object... arguments) {
        assumeTrue(Files.isExecutable(BASH), "no bash");
        return new Tool(BASH, List.of("-c", line)).run(arguments);
    }

    Path script(String name) {
        return root.resolve("packaging").resolve(name);
    }

    Path target() {
        return root.resolve("src/recovery-cli/target");
    }

    Path jdk() {
        return jdk;
    }

    /** Makes the sources newer than what was built. */
    void edit() throws IOException {
        Files.setLastModifiedTime(root.resolve("src/recovery-core/src/main/Core.java"),
                FileTime.from(BUILT.plusSeconds(1)));
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
