package org.etcdrecovery.console.step.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.console.host.FakeHost;
import org.etcdrecovery.console.host.ThisHost;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.restore.ClosedDirectory;
import org.etcdrecovery.core.shell.Command;
import org.junit.jupiter.api.Test;

class StartViewModelTest extends StartFixture {
    @Test
    void leadsEachMemberToItsHostInTheChosenForm() {
        assertThat(model.guides()).extracting(MemberGuide::name).containsExactly("m1", "m2");
        assertThat(model.guides().getLast().text()).contains("192.0.2.2:/var/lib/etcd.new/", "runuser -u etcd");

        model.choose(StartForm.STATIC_POD);

        assertThat(model.guides().getFirst().text()).contains("--initial-cluster-state=existing", "root:root");
    }

    @Test
    void keepsWhatWasTypedWhenTheFormChanges() {
        MemberStart first = (MemberStart) model.guides().getLast();
        first.dataDir().set("/data/etcd");
        assertThat(first.text()).contains("192.0.2.2:/data/etcd.new/");

        model.choose(StartForm.STATIC_POD);

        assertThat(first.dataDir().get()).isEqualTo("/data/etcd");
        assertThat(first.owner().get()).isEqualTo("root:root");
        first.owner().set("a:b:c");
        assertThat(first.ownerProblem()).isNotEmpty();
    }

    @Test
    void isDoneOnceCommandsWereTakenAndToDoAgainWhenThePlanChanges() {
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO);

        model.copied(model.guides().getFirst());

        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(model.outline().caption().get()).isEqualTo("1 of 2 copied");
        model.copied(model.guides().getFirst());
        assertThat(model.outline().caption().get()).isEqualTo("1 of 2 copied");
        model.copied(model.guides().getLast());
        assertThat(model.outline().caption().get()).isEqualTo("Commands copied");
        assertThat(recovery.execution().handedOver().get()).extracting("member").contains("m1", "m2");
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
    void handsOverOnlyStepsWithCommands() {
        MemberJoin join = new MemberJoin(member(3),
                List.of(new HandOver(1, "Wait for the others", List.of(), "They are promoted first."),
                        new HandOver(2, "Add m3", List.of(new Command("etcdctl member add m3", List.of())), "")));

        assertThat(join.handedOver())
                .containsExactly(new HandedCommand("m3", "Add m3", "etcdctl member add m3"));
    }

    @Test
    void takesOnlyAWholePathAndAnOwner() {
        MemberStart second = (MemberStart) model.guides().getLast();
        for (StartForm form : StartForm.values()) {
            model.choose(form);
            for (String path : List.of("relative/dir", "./etcd", "~/etcd", "")) {
                second.dataDir().set(path);
                assertThat(second.dataDirProblem()).as(path).isNotEmpty();
                assertThat(second.text()).as("%s, %s", form, path).doesNotContain("relative/dir", "./etcd", "~/etcd");
            }
            second.owner().set("/srv/m2.etcd");
            assertThat(second.ownerProblem()).isNotEmpty();
            assertThat(second.text()).doesNotContain("chown -R /srv/m2.etcd");
            second.owner().set("root:root");
        }
    }

    @Test
    void saysThatThisHostHasNoSuchUser() {
        MemberStart here = (MemberStart) model.guides().getFirst();
        MemberStart elsewhere = (MemberStart) model.guides().getLast();
        here.owner().set("nosuchuser:grp");
        elsewhere.owner().set("nosuchuser:grp");

        model.listServers();

        assertThat(here.ownerWarning().get()).isEqualTo("This host has no user or group nosuchuser");
        assertThat(elsewhere.ownerWarning().get()).as("another host").isEmpty();
        here.owner().set("etcd");
        model.listServers();
        assertThat(here.ownerWarning().get()).isEmpty();
    }

    @Test
    void saysWhichDirectoryKeepsTheOwnerOut() {
        host.closed()
                .add(new ClosedDirectory(Path.of("/srv/private"), Set.of("root", "0"), Set.of("root", "0"), Set.of()));
        model.choose(StartForm.UNIT);

        model.listServers();

        assertThat(model.guides().getFirst().text()).contains("etcd cannot pass through /srv/private, which only root",
                "chmod o+x /srv/private");
        assertThat(model.guides().getLast().text()).as("another host").doesNotContain("/srv/private");
        ((MemberStart) model.guides().getFirst()).owner().set("root:root");
        assertThat(model.guides().getFirst().text()).doesNotContain("/srv/private");
    }

    @Test
    void remembersHowTheMembersAreStarted() {
        assertThat(model.addTyped(TypedForms.NONE)).isEqualTo(TypedForms.NONE);
        model.choose(StartForm.UNIT);
        ((MemberStart) model.guides().getLast()).owner().set("db:db");
        TypedForms forms = model.addTyped(TypedForms.NONE);

        StartViewModel resumed = new StartViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                TestTools.delivery(recovery), host);
        recovery.edit(builder -> builder.token("another"));
        resumed.fill(forms);
        assertThat(resumed.addTyped(TypedForms.NONE)).as("before the restore is known again").isEqualTo(forms);
        recovery.edit(builder -> builder.token("fresh"));
        resumed.entered();

        assertThat(resumed.form().get()).isEqualTo(StartForm.UNIT);
        assertThat(((MemberStart) resumed.guides().getLast()).owner().get()).isEqualTo("db:db");
        assertThat(((MemberStart) resumed.guides().getFirst()).owner().get()).isEqualTo("etcd:etcd");
        assertThat(resumed.addTyped(TypedForms.NONE)).isEqualTo(forms);
    }

    @Test
    void beginsWithTheFormOfThisHostUntilAnotherIsChosen() {
        StartViewModel other = new StartViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                TestTools.delivery(recovery),
                new FakeHost("192.0.2.1", Optional.of(StartForm.STATIC_POD)));
        other.entered();
        assertThat(other.form().get()).isEqualTo(StartForm.STATIC_POD);

        StartViewModel chosen = new StartViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                TestTools.delivery(recovery),
                new FakeHost("192.0.2.1", Optional.of(StartForm.STATIC_POD)));
        chosen.choose(StartForm.UNIT);
        chosen.entered();
        assertThat(chosen.form().get()).isEqualTo(StartForm.UNIT);
    }

    @Test
    void knowsThisHostByItsAddresses() throws IOException {
        assertThat(ThisHost.find()).accepts("127.0.0.1", "::1").rejects("192.0.2.1", "elsewhere.invalid");
    }
}
