package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.etcdrecovery.core.testing.Packers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operators name by mistake, in every place where a verb takes a path: nothing has failed then, so the exit code is
 * never that of a failure, and the message names the path and no class of Java.
 */
class OrdinaryMistakesTest {
    private static final String MEMBER = "--member=m1=http://127.0.0.1:2380";

    @TempDir
    private Path directory;

    private Path snapshot;
    private Path member;
    private Path text;
    private Path folder;
    private Path missing;
    private Path taken;
    private int outs;

    @BeforeEach
    void place() throws IOException {
        Snapshots.copyTo(directory);
        snapshot = directory.resolve(Snapshots.OF_3_6);
        member = directory.resolve("m1.etcd");
        new LaggingMember(member).put("a", "new").committed().write();
        text = Files.writeString(directory.resolve("text"), "a text");
        folder = Files.createDirectory(directory.resolve("folder"));
        missing = directory.resolve("missing");
        taken = Files.writeString(directory.resolve("taken"), "mine");
    }

    /** Places below which nothing can be, or that are something else. */
    private List<Path> noFiles() {
        return List.of(missing, folder, text, text.resolve("below"));
    }

    private List<Path> noTargets() {
        return List.of(taken, folder, missing.resolve("x"), text.resolve("below"));
    }

    @Test
    void aFileToReadIsSomethingElse() {
        for (Path file : noFiles()) {
            expectNoFailure(file, "snapshot", "verify", file);
            expectNoFailure(file, "snapshot", "salvage", file);
            expectNoFailure(file, "snapshot", "prepare", file, "--out", out(), "--bump-revision=9", "--mark-compacted");
            expectNoFailure(file, "plan", file, MEMBER, "--out", out());
            expectNoFailure(file, "restore", file, MEMBER, "--out", out());
            expectNoFailure(file, "rehearse", file, MEMBER, "--scratch", directory);
            expectNoFailure(file, "restore", "--plan", file);
            expectNoFailure(file, "rehearse", "--plan", file, "--scratch", directory);
            expectNoFailure(file, "cluster", "prove", "--plan", file, "--endpoints", "127.0.0.1:1");
            expectNoFailure(file, "rescue", "assess", file);
            expectNoFailure(file, "rescue", "snapshot", file, "--out", out());
            expectNoFailure(file, "wal", "dump", file);
        }
    }

    /** As when a variable is not set. */
    @Test
    void aFileToReadHasNoName() {
        String message = ": “”: there is no such file or directory (file.not-found)\n";
        for (String verb : List.of("snapshot verify", "snapshot keys", "rescue assess", "wal dump")) {
            Run run = Run.of(Stream.concat(Stream.of(verb.split(" ")), Stream.of("")).toArray());
            assertThat(run).isEqualTo(new Run(ExitCode.NOT_RESTORABLE, run.out(), "etcd-recovery " + verb + message));
        }
        assertThat(Run.of("plan", "", MEMBER, "--out", out()))
                .isEqualTo(new Run(ExitCode.NOT_RESTORABLE, "", "etcd-recovery plan" + message));
        assertThat(Run.of("snapshot", "status", ""))
                .isEqualTo(new Run(ExitCode.ETCD_FAILED, "", "Error: stat : no such file or directory\n"));
    }

    @Test
    void aFileToWriteCannotBeThere() {
        for (Path file : noTargets()) {
            expectNoFailure(file, "snapshot", "prepare", snapshot, "--out", file, "--bump-revision=9",
                    "--mark-compacted");
            expectNoFailure(file, "rescue", "snapshot", member, "--out", file);
            expectNoFailure(file, "restore", snapshot, MEMBER, "--out", out(), "--report", file);
        }
        for (Path place : List.of(taken, text.resolve("below"))) {
            expectNoFailure(place, "restore", snapshot, MEMBER, "--out", place);
        }
        assertThat(taken).hasContent("mine");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void scratchAndProgramsAreSomethingElse() throws IOException {
        Path zipped = directory.resolve("packed.gz");
        Packers.run(directory, "gzip", "gzip -c " + Snapshots.OF_3_6 + " > packed.gz");
        for (Path place : List.of(missing, text, text.resolve("below"))) {
            Run verify = expectNoFailure(place, "snapshot", "verify", zipped, "--scratch", place);
            assertThat(verify.code()).as("%s", verify).isEqualTo(ExitCode.NOT_TRIED);
            Run rehearse = expectNoFailure(place, "rehearse", snapshot, MEMBER, "--etcd", place, "--scratch",
                    directory);
            assertThat(rehearse.code()).as("%s", rehearse).isEqualTo(ExitCode.NOT_TRIED);
        }
        assertThat(Run.of("snapshot", "verify", zipped, "--scratch", text).err()).contains(text + " is a file")
                .doesNotContain("does not exist");
    }

    /** Of 'cluster assess', 2 means that quorum is lost, and a script may act on that. */
    @Test
    void whatLeadsToAClusterIsSomethingElse() {
        String nowhere = "--endpoints=https://127.0.0.1:1";
        for (Path file : noFiles()) {
            expectWrongUsage(file, "--cacert=" + file, "cluster", "assess", nowhere);
        }
        for (Path file : List.of(missing, folder, text.resolve("below"))) {
            expectWrongUsage(file, "--password-file=" + file, "cluster", "assess", nowhere, "--user=root");
        }
        for (Path file : List.of(missing, text.resolve("below"))) {
            Run ssh = expectNoFailure(file, "cluster", "assess", nowhere, "--through=ssh://host", "--ssh-config", file);
            assertThat(ssh.code()).as("%s", ssh).isEqualTo(ExitCode.CANNOT_TELL);
        }
        for (String endpoint : List.of("foo://x", "http://a:99999", "http://u:p@a", "a b", "unix://")) {
            Run assess = Run.of("cluster", "assess", "--endpoints", endpoint);
            assertThat(assess.code()).as("%s", assess).isEqualTo(ExitCode.USAGE);
        }
        Run discovery = Run.of("cluster", "assess", "--discovery-srv=a..b");
        assertThat(discovery.code()).as("%s", discovery).isEqualTo(ExitCode.CANNOT_TELL);
    }

    private void expectWrongUsage(Path file, String option, Object... verb) {
        Run run = expectNoFailure(file, Stream.concat(Stream.of(verb), Stream.of(option)).toArray());
        assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.USAGE);
    }

    private Path out() {
        return directory.resolve("out" + outs++);
    }

    private Run expectNoFailure(Path named, Object... arguments) {
        Run run = Run.of(arguments);
        List<Object> shown = new ArrayList<>(List.of(arguments));
        assertThat(run.code()).as("%s: %s", shown, run)
                .isIn(ExitCode.NOT_RESTORABLE, ExitCode.NOT_TRIED, ExitCode.USAGE);
        assertThat(run.out() + run.err()).as("%s", shown).contains(named.getFileName().toString());
        assertThat(Stream.of("Exception", "java.", "error=", "Cannot run program")
                .filter((run.out() + run.err())::contains))
                .as("%s: %s", shown, run)
                .isEmpty();
        return run;
    }
}
