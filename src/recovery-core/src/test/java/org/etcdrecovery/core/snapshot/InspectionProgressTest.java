package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an inspection reports while it runs, and that it can be cancelled. */
class InspectionProgressTest {
    @TempDir
    private Path directory;

    @Test
    void theFiguresAreToldAsSoonAsTheyAreKnown() throws IOException {
        Path path = EtcdFile.usual().writeTo(directory);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        List<SnapshotStatus> counted = new ArrayList<>();
        Inspection inspection = Inspector.inspect(path, (stage, subject, total) -> {
            // The hash reports from a separate thread.
            if (stage != Stage.HASH) {
                heard.add(stage.name());
            }
            return Progress.NONE.begin(stage, subject, total);
        }, new InspectionListener() {
            @Override
            public void found(Finding finding) {
                heard.add(finding.summary());
            }

            @Override
            public void counted(SnapshotStatus status, long compactRevision) {
                heard.add("counted " + compactRevision);
                counted.add(status);
            }

            @Override
            public void finished(Check check) {
                heard.add("finished " + check);
            }
        });
        assertThat(heard).containsExactly("finished FILE", "CHECK", "finished TREE", "finished KEYSPACE",
                "counted " + inspection.facts().orElseThrow().revisions().compacted(), "finished CLUSTER",
                "finished TRAILING_HASH");
        assertThat(counted).containsExactly(inspection.facts().orElseThrow().status());
    }

    @Test
    void ofWhatIsDamagedNoFiguresAreTold() throws IOException {
        byte[] image = EtcdFile.usual().image();
        ImageEditor editor = new ImageEditor(image);
        editor.count(editor.meta().root(), 0xFFFF);
        Path path = Files.write(directory.resolve("snapshot"), EtcdFile.withHash(editor.image()));
        Inspection inspection = Inspector.inspect(path, Progress.NONE, new InspectionListener() {
            @Override
            public void found(Finding finding) {
                assertThat(finding.severity()).isEqualTo(Severity.DAMAGE);
            }

            @Override
            public void counted(SnapshotStatus status, long compactRevision) {
                throw new AssertionError("counted " + status);
            }
        });
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
    }

    @Test
    void itCanBeCancelledAtAnyStage() throws IOException {
        Path path = EtcdFile.usual().writeTo(directory);
        List<String> stages = new ArrayList<>();
        Inspector.inspect(path, (stage, subject, total) -> {
            synchronized (stages) {
                stages.add(stage.name());
            }
            return Progress.NONE.begin(stage, subject, total);
        }, finding -> {});
        assertThat(stages).containsExactlyInAnyOrder("HASH", "CHECK");
        for (String cancelledAt : stages) {
            Cancellation cancellation = new Cancellation();
            Progress progress = cancellation.guard(Progress.NONE);
            assertThatThrownBy(() -> Inspector.inspect(path, (stage, subject, total) -> {
                if (stage.name().equals(cancelledAt)) {
                    cancellation.cancel();
                }
                return progress.begin(stage, subject, total);
            }, finding -> {})).isInstanceOf(CancellationException.class);
        }
    }
}
