package org.etcdrecovery.console.step.safety.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.handover.PlatformRestore;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Platform;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFactsBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareModelTest {
    @TempDir
    private Path directory;

    private Path out = Path.of("");
    private Recovery recovery;
    private PrepareModel model;

    @BeforeEach
    void open() throws IOException {
        out = directory.resolve("prepared.db");
        recovery = TestTools.inspectedSample();
        recovery.edit(request -> request.revisionBump(1000).markCompacted(true));
        model = new PrepareModel(recovery, TestTools.direct());
    }

    @Test
    void writesWhatIsDecidedWithAManifest() throws IOException {
        write();

        Prepared prepared = model.prepared().get().orElseThrow();
        assertThat(prepared.file()).isEqualTo(out);
        assertThat(prepared.revision()).isEqualTo(1226);
        assertThat(Files.readString(prepared.manifest())).contains(prepared.sha256());
        assertThat(inspect(out).facts().orElseThrow().revisions().bumped()).isTrue();
        assertThat(model.phase().get()).isEqualTo(Making.CLOSED);
        assertThat(model.ways(out)).extracting(PlatformRestore::name).containsExactly("Talos", "kubeadm");
    }

    @Test
    void namesTheCommandThatDoesTheSame() {
        model.open();
        model.target().path().set(out.toString());

        assertThat(model.command().orElseThrow().text()).contains("snapshot prepare", "--bump-revision", "prepared.db");
    }

    @Test
    void hidesTheFileOnceSomethingElseIsDecided() {
        write();
        recovery.edit(request -> request.revisionBump(2000));

        assertThat(model.prepared().get()).isEmpty();
        assertThat(out).exists();
    }

    @Test
    void makesNoCopy() {
        recovery.edit(request -> request.revisionBump(0).markCompacted(false));

        assertThat(model.reason()).contains("Nothing is changed");
        write();
        assertThat(out).doesNotExist();
    }

    @Test
    void saysThatThePreparedOneIsPrepared() throws IOException {
        write();
        recovery.choose(SnapshotChoice.ofFile(out));
        recovery.inspected(inspect(out));
        recovery.edit(request -> request.revisionBump(0).markCompacted(false));

        assertThat(model.reason()).contains("prepared already");
    }

    @Test
    void givesOpenShiftTheOriginal() throws IOException {
        Inspection found = inspect(TestTools.SAMPLE);
        SnapshotFacts openShift = SnapshotFactsBuilder.builder(found.facts().orElseThrow())
                .platform(Optional.of(Platform.OPENSHIFT))
                .build();
        recovery.inspected(Plain.inspection(found, openShift));

        assertThat(model.reason()).contains("cluster-restore.sh");
        write();
        assertThat(out).doesNotExist();
    }

    @Test
    void anExistingFileIsNotReplaced() throws IOException {
        Files.writeString(out, "mine");
        write();

        assertThat(out).hasContent("mine");
        assertThat(model.prepared().get()).isEmpty();
    }

    private void write() {
        model.open();
        model.target().path().set(out.toString());
        model.write();
    }

    private static Inspection inspect(Path file) throws IOException {
        return Inspector.inspect(file, Progress.NONE, _ -> {});
    }
}
