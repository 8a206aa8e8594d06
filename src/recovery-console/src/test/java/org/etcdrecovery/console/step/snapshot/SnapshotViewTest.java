package org.etcdrecovery.console.step.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.DbSize;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.RaftProgress;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotViewTest extends ScreenTest {
    private static final long LEADER = 7;

    @TempDir
    private Path directory;
    private final Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);

    @Test
    void theRecommendedMemberIsChosenAndAnotherCanBe() {
        SnapshotViewModel model = open(probe("a.example", LEADER, 7), probe("b.example", LEADER, 8));
        assertThat(lookup("#from-b-example-2379").queryAs(RadioButton.class).isSelected()).isTrue();

        clickOn("#from-a-example-2379");

        assertThat(model.selected().get().orElseThrow().endpoint().host()).isEqualTo("a.example");
        assertThat(lookup("#leaderless").query().isVisible()).isFalse();
    }

    @Test
    void whatIsTypedIsLookedAtAtOnce() {
        SnapshotViewModel model = open(probe("a.example", LEADER, 7));

        interact(() -> lookup("#saveTo").queryAs(TextField.class).setText(directory.resolve("no/a.db").toString()));

        assertThat(model.problem().get()).startsWith("The directory does not exist");
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void withoutALeaderTheDataDirectoryIsOffered() {
        open(probe("a.example", 0, 7));

        assertThat(lookup("#leaderless").query().isVisible()).isTrue();
        assertThat(lookup("#takeDirectory").query().isVisible()).isTrue();
    }

    private SnapshotViewModel open(MemberProbe... rows) {
        ConnectionSettings settings = ConnectionSettings.of(List.of(rows[0].endpoint()));
        ProbeReport report = new ProbeReport(List.of(rows));
        recovery.oldCluster().asking(settings);
        recovery.askedMembers(report, QuorumAssessor.assess(report, settings));
        SnapshotViewModel model = new SnapshotViewModel(recovery, TestTools.direct());
        show(() -> new SnapshotView(model));
        return model;
    }

    private static MemberProbe probe(String host, long leader, long id) {
        MemberStatus status = new MemberStatus(new ClusterId(1), new MemberId(id), "3.6.16",
                new DbSize(1000, 1000, 0), new MemberId(leader), new RaftProgress(2, 9, 9), 40, false, "3.6.0",
                List.of());
        return MemberProbeBuilder.builder()
                .endpoint(new Endpoint(host, 2379, false))
                .named(true)
                .status(Optional.of(status))
                .build();
    }
}
