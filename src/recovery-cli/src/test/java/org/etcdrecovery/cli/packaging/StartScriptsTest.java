package org.etcdrecovery.cli.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.cli.packaging.Installation.bash;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.Tool.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that start the program need almost nothing from their environment. */
class StartScriptsTest {
    /** Runs a command as a user who owns nothing, because root can write everywhere. */
    private static final String AS_STRANGER = "if [ $(id -u) = 0 ]; then set -- setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"; fi; ";

    @TempDir
    private Path directory;

    private Installation installation;
    private Path script;

    @BeforeEach
    void install() throws IOException {
        // Another user must be able to enter.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        installation = new Installation(directory.resolve("in stalled"), directory.resolve("jdk 25"));
        script = installation.script("etcd-recovery");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env -i \"$0\" version", "env -i PATH=/usr/bin:/bin \"$0\" version",
            "HOME= \"$0\" version", "HOME=/nonexistent XDG_CACHE_HOME=/nonexistent \"$0\" version",
            "unset LANG LC_ALL LC_CTYPE; \"$0\" version", "POSIXLY_CORRECT=1 \"$0\" version",
            "cd \"${0%/*}\" && CDPATH=/:.. ./etcd-recovery version", "PATH=${0%/*}:$PATH etcd-recovery version",
            "cd \"$1\" && ln -s \"$0\" 'a link' && './a link' version", "umask 777; \"$0\" version",
            "\"$0\" version <&-", "\"$0\" version 2>&-", "cd / && \"$0\" version",
            "mkdir \"$1/gone\" && cd \"$1/gone\" && rmdir \"$1/gone\" && \"$0\" version"})
    void startsTheProgram(String line) {
        Result result = bash(line, script, directory);

        assertThat(result.ok().lines()).endsWith("org.etcdrecovery.cli.Main", "version");
    }

    /** If a stream is closed, Java opens the next file in its place and prints to that. */
    @Test
    void openStreamsAreHandedOverAndClosedOnesOpened() throws IOException {
        Path open = directory.resolve("open");
        Installation.program(installation.jdk().resolve("bin/java"),
                "for fd in 0 1 2; do [ -e /proc/self/fd/$fd ] && echo $fd; done >'" + open + "'");
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "no /proc");

        bash("\"$0\" version <&- >&- 2>&-", script).ok();

        assertThat(open).hasContent("0\n1\n2\n");
    }

    @Test
    void aResultForAClosedStreamCannotBeWritten() throws IOException {
        Installation.program(installation.jdk().resolve("bin/java"), "echo result || exit 7");

        assertThat(bash("\"$0\" version >&-", script).exitCode()).isEqualTo(7);
    }

    @Test
    void namesInADirectoryThatIsGoneAreLookedUpWhereNothingCanBe() {
        Result result = bash("mkdir \"$1\" && cd \"$1\" && rmdir \"$1\" && \"$0\" version", script,
                directory.resolve("gone"));

        String option = result.ok().lines().filter(line -> line.startsWith("-Duser.dir=")).findFirst().orElseThrow();
        assertThat(Path.of(option.substring("-Duser.dir=".length()))).isAbsolute().doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8", "en_US.ISO-8859-1"})
    void namesOfFilesAreUtf8WithoutALocaleThatSaysSo(String locale) {
        assertThat(bash("LC_ALL=$1 \"$0\" version", script, locale).ok().lines()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void aLocaleOfUtf8IsKept() {
        assertThat(bash("unset LC_ALL; LANG=C.UTF-8 \"$0\" version", script).ok().lines()).contains("LC_ALL=");
    }

    @Test
    void aReadOnlyInstallationStartsWithoutItsCaches() throws IOException {
        try (Stream<Path> files = Files.list(installation.target())) {
            for (Path file : files.filter(file -> file.toString().endsWith(".aot")).toList()) {
                Files.delete(file);
            }
        }

        Result result = asStranger();

        assertThat(result.ok().lines()).endsWith("version");
        assertThat(result.stderr()).isEmpty();
        assertThat(installation.target()).isDirectoryNotContaining("glob:**.aot");
    }

    @Test
    void aReadOnlyInstallationThatHasToBeBuiltSaysWhoCan() throws IOException {
        installation.edit();

        Result result = asStranger();

        assertThat(result.exitCode()).isEqualTo(70);
        assertThat(result.stderr()).contains("cannot be written", "as the owner of " + directory);
    }

    @Test
    void anotherJdkDoesWhereTheOneOfTheBuildIsOutOfReach() throws IOException {
        Path other = Files.move(installation.jdk(), directory.resolve("other"));

        Result result = bash("JAVA_HOME=$1 \"$0\" version", script, other);

        assertThat(result.ok().lines()).endsWith("version");
    }

    /** 1 and 2 would be verdicts. */
    @Test
    void aBuildThatFailsIsNoVerdict() throws IOException {
        installation.edit();

        Result result = bash(withMaven("exit 1") + "\"$0\" snapshot verify x", script, installation.jdk());

        assertThat(result.exitCode()).isEqualTo(70);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).contains("could not be built");
    }

    @Test
    void aDirectoryThatNoClassPathCanNameIsRefused() throws IOException {
        Path script = new Installation(directory.resolve("a:b"), directory.resolve("jdk")).script("etcd-recovery");

        Result result = bash("\"$0\" version", script);

        assertThat(result.exitCode()).isEqualTo(70);
        assertThat(result.stderr()).contains("colon");
    }

    @Test
    void aBuildThatFailsEndsTheWalk() throws IOException {
        installation.edit();

        Result result = bash(withMaven("exit 1") + "\"$0\" --walk", installation.script("run"), installation.jdk());

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stdout()).isEmpty();
    }

    @Test
    void aCommandThatFailsEndsTheWalk() throws IOException {
        Installation.makeJdk(installation.jdk(), "exit 1");

        Result result = bash("\"$0\" --walk", installation.script("run"));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stdout()).contains("snapshot verify").doesNotContain("snapshot status");
        assertThat(result.stderr()).contains("the walk ends here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "test", "benchmark", "etcd/judges", "check/bare-machine"})
    void everyOtherScriptExplainsItself(String name) {
        Result result = bash("cd / && env -i \"$0\" --help", installation.script(name));

        assertThat(result.ok()).isNotBlank().doesNotContain("shellcheck", "set -");
    }

    /** With pipefail, a reader that has seen enough makes the writer fail, now and then: what is there seems to be missing. */
    @Test
    void noScriptStopsReadingFromAPipe() throws IOException {
        try (Stream<Path> files = Files.walk(Installation.PACKAGING)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, ISO_8859_1)).as("%s", file)
                        .doesNotContainPattern("[|] *(grep +-[a-zA-Z]*q|head\\b)");
            }
        }
    }

    @Test
    void theTestsAreThoseOfMaven() throws IOException {
        assertThat(test("--yes -pl one")).satisfiesExactly(line -> assertThat(line).isEqualTo("judges --yes"),
                line -> assertThat(line).endsWith("pom.xml verify -pl one"));
    }

    @Test
    void theLongTestsAreWholeCampaignsTheBareMachineAndThePackage() throws IOException {
        assertThat(test("-pl one --long")).satisfiesExactly(line -> assertThat(line).isEqualTo("judges "),
                line -> assertThat(line).isEqualTo("judges versitygw"),
                line -> assertThat(line).isEqualTo("judges kube-apiserver"),
                line -> assertThat(line).endsWith("pom.xml verify -pl one -Drecovery.long=true"),
                line -> assertThat(line).isEqualTo("bare-machine "), line -> assertThat(line).isEqualTo("build "),
                line -> assertThat(line).isEqualTo("package "), line -> assertThat(line).isEqualTo("e2e "));
    }

    /** What packaging/test runs, given these arguments. */
    private List<String> test(String arguments) throws IOException {
        for (String started : List.of("etcd/judges", "check/bare-machine", "linux/build", "check/package",
                "etcd/e2e")) {
            Installation.program(installation.script(started), "echo \"${0##*/} $*\"");
        }
        String line = withMaven("echo \"$*\"") + "\"$0\" " + arguments;
        return bash(line, installation.script("test"), installation.jdk()).ok().lines().toList();
    }

    private Result asStranger() {
        assumeTrue(bash("[ $(id -u) != 0 ] || command -v setpriv").exitCode() == 0, "no setpriv");
        // The owner of the files must also be kept from writing.
        bash("chmod -R a-w \"$0\"", directory.resolve("in stalled")).ok();
        try {
            return bash("set -- \"$0\" version; " + AS_STRANGER + "exec \"$@\"", script);
        } finally {
            bash("chmod -R u+w \"$0\"", directory.resolve("in stalled")).ok();
        }
    }

    private String withMaven(String commands) throws IOException {
        Installation.program(directory.resolve("programs/mvn"),
                "case $* in *--version*) echo Apache Maven 3.9.9 ;; *) " + commands + " ;; esac");
        return "export PATH='" + directory.resolve("programs") + "':$PATH JAVA_HOME=$1; ";
    }
}
