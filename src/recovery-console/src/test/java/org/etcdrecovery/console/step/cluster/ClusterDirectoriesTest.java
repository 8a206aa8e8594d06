package org.etcdrecovery.console.step.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.console.step.cluster.SampleCluster.THREE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.step.cluster.MemberRow.Remark;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.restore.Restorer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directories that the members are written to, as they are on the disk. */
class ClusterDirectoriesTest {
    private Recovery recovery;
    private ClusterViewModel model;
    private Path directory;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        directory = temporary;
        recovery = TestTools.inspectedSample();
        model = SampleCluster.model(recovery, temporary);
    }

    /** What is on this machine does not count for directories that will be elsewhere. */
    @Test
    void demandsNothingOfThisMachineForMembersThatTheirHostsWrite() throws IOException {
        model.table().paste(THREE);
        Files.createDirectories(directory.resolve("new/m1.etcd/member"));
        model.entered();
        assertThat(model.outline().primary().isEnabled()).isFalse();
        assertThat(recovery.acceptedPlan()).isPresent();

        model.place().set(WritePlace.HOSTS);

        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(model.outline().commands()).singleElement()
                .satisfies(command -> assertThat(command.text()).startsWith("etcd-recovery plan ")
                        .contains("--on-hosts")
                        .doesNotContain(" --out ", "--data-dir"));
        assertThat(recovery.acceptedPlan().orElseThrow().writtenMembers()).as("on this machine").isEmpty();
        assertThat(model.form().place()).contains(WritePlace.HOSTS);
        for (String nowhere : List.of("", "not/absolute", "/proc/none")) {
            model.writeInto().set(nowhere);
            assertThat(model.outline().primary().isEnabled()).as(nowhere).isTrue();
            assertThat(recovery.acceptedPlan()).as(nowhere).isPresent();
        }
        model.table().rows().getFirst().dataDir().set("relative");
        assertThat(recovery.acceptedPlan()).as("typed for this machine").isPresent();
        model.place().set(WritePlace.HERE);
        assertThat(model.outline().primary().isEnabled()).isFalse();
        assertThat(model.form().place()).isEmpty();
    }

    @Test
    void whereNothingCanBeCreatedThatIsOneProblem() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        model.table().paste(THREE);

        model.writeInto().set(file.resolve("new").toString());

        assertThat(model.notes().writeProblem().get())
                .isEqualTo("Nothing can be created in " + file.resolve("new") + ": " + file + " is not a directory.");
        assertThat(model.notes().refusals()).isOne();
        assertThat(model.table().rows()).noneMatch(row -> row.isWrong(Field.DATA_DIR));
    }

    @Test
    void refusesADirectoryThatIsInUse() throws IOException {
        Path used = Files.createDirectories(directory.resolve("new/control-plane-1.etcd"));
        Files.createFile(used.resolve("something"));
        model.entered();

        assertThat(model.table().rows().getFirst().isWrong(Field.DATA_DIR)).isTrue();
        assertThat(model.table().rows().getFirst().remarks().get()).extracting(Remark::text)
                .singleElement()
                .asString()
                .startsWith(used + " is not empty: it holds something. ");
        assertThat(model.outline().primary().isEnabled()).isFalse();
        assertThat(model.notes().writeHint().get()).contains("needed");

        Files.delete(used.resolve("something"));
        model.lookAgain();
        assertThat(model.outline().primary().isEnabled()).as("without leaving the page").isTrue();
    }

    @Test
    void isNotInItsOwnWay() throws Exception {
        model.outline().primary().fire();
        var plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution()
                .restored(Plain.restored(plan, Restorer.restore(plan, Progress.NONE), TestTools.NOW, TestTools.NOW));

        model.entered();
        assertThat(model.table().rows().getFirst().remarks().get()).isEmpty();
        assertThat(model.outline().isPassed()).isTrue();

        String token = model.token().get();
        model.token().set("another");
        assertThat(model.table().rows().getFirst().isWrong(Field.DATA_DIR)).isTrue();
        assertThat(model.table().rows().getFirst().remarks().get()).extracting(Remark::text)
                .singleElement()
                .asString()
                .startsWith("This run wrote " + directory.resolve("new"))
                .endsWith("or undo the change.");

        model.token().set(token);
        assertThat(model.table().rows().getFirst().remarks().get()).as("changed back").isEmpty();
        assertThat(recovery.execution().restored().get()).isPresent();
    }

    @Test
    void forgetsWhatWasRestoredWhenAMemberChanges() throws Exception {
        var plan = recovery.acceptedPlan().orElseThrow();
        var result = Restorer.restore(plan, Progress.NONE);
        recovery.execution().restored(Plain.restored(plan, result, TestTools.NOW, TestTools.NOW));

        model.table().rows().getFirst().name().set("renamed");

        assertThat(recovery.execution().restored().get()).isEmpty();
    }
}
