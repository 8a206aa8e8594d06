package org.etcdrecovery.console.step.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartViewModelTest {
    @TempDir
    Path directory;

    private Recovery recovery;
    private StartViewModel model;

    @BeforeEach
    void restored() throws IOException {
        recovery = TestTools.inspectedSample();
        recovery.edit(builder -> builder.token("fresh").members(List.of(member(1), member(2))));
        model = new StartViewModel(recovery,
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(directory)));
        assertThat(model.outline().primary().isEnabled()).isFalse();
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.restored(new Restored(plan, new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH,
                Instant.EPOCH));
        model.entered();
    }

    private static MemberRequest member(int number) {
        return new MemberRequest("m" + number, List.of("https://192.0.2." + number + ":2380"),
                List.of("https://192.0.2." + number + ":2379"), Optional.of(Path.of("/srv/m" + number + ".etcd")),
                Optional.empty(), false);
    }

    @Test
    void leadsEachMemberToItsHostInTheChosenForm() {
        assertThat(model.guides()).extracting(MemberGuide::name).containsExactly("m1", "m2");
        assertThat(model.guides().getFirst().text()).contains("192.0.2.1:/var/lib/etcd.new/", "runuser -u etcd");

        model.form().set(StartForm.STATIC_POD);

        assertThat(model.guides().getFirst().text()).contains("--initial-cluster-state=existing", "root:root");
    }

    @Test
    void keepsWhatWasTypedWhenTheFormChanges() {
        MemberStart first = (MemberStart) model.guides().getFirst();
        first.dataDir().set("/data/etcd");
        assertThat(first.text()).contains("192.0.2.1:/data/etcd.new/");

        model.form().set(StartForm.STATIC_POD);

        assertThat(first.dataDir().get()).isEqualTo("/data/etcd");
        assertThat(first.owner().get()).isEqualTo("root:root");
        first.owner().set("a:b:c");
        assertThat(first.ownerProblem()).isNotEmpty();
    }

    @Test
    void isDoneOnceCommandsWereTakenAndToDoAgainWhenThePlanChanges() {
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO);

        model.copied();

        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(model.outline().caption().get()).isEqualTo("Commands copied");
        assertThat(recovery.handedOver().get()).extracting("member").contains("m1", "m2");
        recovery.edit(builder -> builder.token("another"));
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
        assertThat(model.guides()).isEmpty();
    }

    @Test
    void savesScriptsAndNeverOverOthers() throws IOException {
        model.save();
        Path script = directory.resolve("start-m1.sh");
        assertThat(Files.isExecutable(script)).isTrue();
        assertThat(model.outline().caption().get()).isEqualTo("Scripts saved");
        String before = Files.readString(script);

        model.save();

        assertThat(model.failed().get()).isPresent();
        assertThat(script).hasContent(before);
    }

    @Test
    void tellsHowOthersJoinLater() {
        recovery.joinLater(List.of(member(3), member(4)));

        assertThat(model.guides()).hasSize(4);
        assertThat(model.guides().getLast().text()).contains("member add m4", "m3=https://192.0.2.3:2380");
    }

    @Test
    void knowsThisHostByItsAddresses() throws IOException {
        assertThat(ThisHost.find()).accepts("127.0.0.1", "::1").rejects("192.0.2.1", "elsewhere.invalid");
    }
}
