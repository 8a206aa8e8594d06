package org.etcdrecovery.core.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.deliver.MemberFiles.assertNew;
import static org.etcdrecovery.core.deliver.MemberFiles.assertOld;
import static org.etcdrecovery.core.deliver.MemberFiles.host;
import static org.etcdrecovery.core.deliver.MemberFiles.names;
import static org.etcdrecovery.core.deliver.MemberFiles.old;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.etcdrecovery.core.deliver.LocalHost.Answer;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the hosts, run on this machine: with any name, and in any order of its verbs. */
class HostScriptTest {
    @TempDir
    private Path directory;

    @Test
    void isPosix() throws IOException {
        Path file = Files.writeString(directory.resolve("all.sh"), HostScript.text());
        assertThat(new Tool(Path.of("/bin/sh"), List.of()).run("-n", file).exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "quo'te\"", "$(touch pwned)`touch pwned`", "new\nline",
            "tab\tand*?[a]",
            "-rf", "\\back\\slash", "é日本"})
    void worksWithAnyName(String name) throws IOException {
        Path above = Files.createDirectories(directory.resolve(name));
        Path data = above.resolve(name);
        old(data);
        LocalHost host = host(data, name.length() % 2 == 0);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
        assertThat(host.run(host.call("start")).answer().value("state")).as("without a service").contains("activated");
        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertOld(data);
        assertThat(host.run(host.call("undo")).answer().value("state")).as("again").contains("undone");
        assertOld(data);
        Answer cleaned = host.run(host.call("clean"));
        assertThat(cleaned.failed()).isEmpty();
        assertThat(cleaned.answer().values("removed")).hasSize(1);
        assertThat(names(above)).containsExactly(name);
        assertThat(Path.of("pwned")).doesNotExist();
        assertThat(directory.resolve("pwned")).doesNotExist();
    }

    @Test
    void whatArrivesOtherwiseIsNotStaged() throws IOException {
        LocalHost host = host(directory.resolve("etcd"), false);
        Answer answer = host.run(host.stage(0).with("db_sha256", "0".repeat(64)), "", out -> {
            out.write("snaplog".getBytes(UTF_8));
            out.write(LocalHost.DATABASE);
        });
        assertThat(answer.failed()).startsWith("host.differs").contains("member/snap/db: FAILED");
        assertThat(host.run(host.call("status")).answer().value("state")).contains("staging");
    }

    @Test
    void whatHasChangedSinceItWasStagedIsStagedAgain() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("recheck")).answer().value("state")).contains("staged");
        Path staged = directory.resolve(".etcd-recovery-etcd/new/member/snap/db");
        byte[] bytes = Files.readAllBytes(staged);
        bytes[bytes.length - 1] ^= 1;
        Files.write(staged, bytes);
        assertThat(host.run(host.call("recheck")).failed()).startsWith("host.differs")
                .contains("member/snap/db: FAILED");
        assertThat(host.run(host.call("activate")).failed()).startsWith("host.state");
        assertOld(data);

        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOldDirectoryStaysUntilTheNewMemberHasReplacedIt(boolean mounted) throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, mounted);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertThat(host.run(host.call("clean")).failed()).startsWith("host.state").contains("is proven");
        assertThat(host.run(host.call("status")).answer().values("kept")).hasSize(1);

        Answer cleaned = host.run(host.call("clean").with("replaced", "yes"));
        assertThat(cleaned.failed()).isEmpty();
        assertThat(cleaned.answer().values("removed")).hasSize(1);
        assertNew(data);
    }

    @Test
    void aJournalThatDoesNotNameTheOldDirectoryMovesNothing() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        Path place = directory.resolve(".etcd-recovery-etcd");
        Files.writeString(place.resolve("journal"), "2026-11-29T10:00:00Z activated plan=" + LocalHost.PLAN + " .\n",
                StandardOpenOption.APPEND);
        assertThat(host.run(host.call("undo")).failed()).startsWith("host.state").contains("nothing is moved");
        assertOld(data);
        assertThat(place.resolve("new/member/snap/db")).exists();
    }

    @Test
    void anotherPlanIsRefusedUntilTheFirstIsUndone() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        String other = "b".repeat(64);
        assertThat(host.run(host.call("offer").with("plan", other)).failed()).startsWith("host.other-plan")
                .contains(LocalHost.PLAN);
        assertThat(host.run(host.call("activate").with("plan", other)).failed()).startsWith("host.other-plan");
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertThat(host.run(host.call("undo").with("plan", other)).failed()).startsWith("host.other-plan");
        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertThat(host.run(host.call("offer").with("plan", other)).failed()).isEmpty();
    }

    @Test
    void whatAnotherPlanHasOnlyStagedIsRemoved() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("discard").with("plan", "b".repeat(64))).failed()).as("not the one that was seen")
                .startsWith("host.other-plan");

        Answer removed = host.run(host.call("discard"));
        assertThat(removed.answer().value("state")).contains("nothing");
        assertThat(removed.answer().values("removed")).hasSize(1);
        assertThat(directory.resolve(".etcd-recovery-etcd")).doesNotExist();
        assertOld(data);
    }

    /** What an undo moved aside is not what was staged after it. */
    @Test
    void whatWasMovedAsideBeforeStaysWhenStagedFilesAreRemoved() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertThat(host.run(host.call("discard")).failed()).as("in place").startsWith("host.state");
        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();

        assertThat(host.run(host.call("discard")).answer().value("state")).contains("undone");
        assertThat(host.run(host.call("status")).answer().values("kept")).hasSize(1);
        assertThat(directory.resolve(".etcd-recovery-etcd/new")).doesNotExist();
        assertOld(data);
    }

    @Test
    void whoeverHoldsTheLockIsNamed() throws IOException {
        LocalHost host = host(directory.resolve("etcd"), false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        String lock = "mkdir \"${dir%/*}/.etcd-recovery-etcd/lock\"\nprintf '%s %s %s %s\\n' ";
        Answer held = host.run(host.call("activate"), lock
                + "$$ \"$(started $$)/$(boot)\" 2026-11-29T10:00:00Z alice@laptop >\"${dir%/*}/.etcd-recovery-etcd/lock/owner\"\n",
                _ -> {});
        assertThat(held.failed()).startsWith("host.locked").contains("alice@laptop", "2026-11-29T10:00:00Z");
        assertThat(host.run(host.call("activate")).failed()).as("its process has ended").isEmpty();
    }

    @Test
    void aDirectoryInUseStaysWhereItIs() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        Answer used = host.run(host.call("activate"), """
                limit=0
                sleep 30 <"$dir/member/snap/db" &
                user=$!
                trap 'kill $user; leave' EXIT
                """, _ -> {});
        assertThat(used.failed()).startsWith("host.in-use").contains("still has files in");
        assertOld(data);
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path real = directory.resolve("real");
        old(real);
        Path link = Files.createSymbolicLink(directory.resolve("etcd"), real);
        assertThat(host(link, false).stage(0, LocalHost.DATABASE.length).failed()).startsWith("host.link");
    }
}
