package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.FakeDoor;
import org.etcdrecovery.console.live.FakeLooks;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.SshRoutes;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.deliver.Through;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyViewTest extends ScreenTest {
    @Test
    void showsTheAnswerWithItsChecksAndSavesTheReport(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        VerifyViewModel model = new VerifyViewModel(recovery, TestTools.with(new DirectTaskRunner(),
                new FakeDialogs().choosing(directory.resolve("report"))), TestTools.strangers(recovery),
                TestTools.delivery(recovery));
        show(() -> new VerifyView(model));
        interact(() -> recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH)));
        clickOn("#unfoldSecurity");
        assertThat(lookup("#newCa").query().isFocused()).isTrue();
        clickOn("#browse-newCa");
        assertThat(model.connection().security().ca().get()).isEqualTo(directory.resolve("report").toString());
        clickOn("#unfoldSecurity");
        assertThat(lookup("#security").query().isVisible()).isFalse();
        clickOn("#unfoldSecurity");

        ProofCheck check = new ProofCheck(Subject.HASH_KV, "1", "1", Outcome.PASSED, "");
        interact(() -> {
            model.checks().setAll(check);
            recovery.execution()
                    .proved(recovery.acceptedPlan().orElseThrow(),
                            new Proof(Instant.EPOCH, "", "", true, List.of(check)));
        });

        assertThat(lookup("#proof").queryAs(Banner.class).title()).startsWith("Proven");
        assertThat(lookup("#security").query().isVisible()).as("what was typed is right").isFalse();
        assertThat(lookup("#check-HASH_KV").tryQuery()).isPresent();
        assertThat(lookup("#remains").query().isVisible()).isTrue();
        interact(() -> lookup("#report-incident").queryAs(TextField.class).setText("INC-4711"));
        interact(() -> lookup("#report-notes").queryAs(TextArea.class).setText("First line\nSecond line"));
        clickOn("#saveReport");
        assertThat(Files.exists(directory.resolve("report.html"))).isTrue();
        assertThat(lookup("#reportSaved").query().isVisible()).isTrue();
        assertThat(Files.readString(directory.resolve("report.html"))).contains("INC-4711",
                "Data directories in place", ">First line<", ">Second line<");
        assertThat(Files.readString(directory.resolve("report.json"))).contains("INC-4711");

        assertThat(lookup("#planNeeded").query().isVisible()).isTrue();
        interact(() -> lookup("#savePlan").queryAs(Button.class).fire());
        assertThat(recovery.execution().planFile().get()).contains(directory.resolve("report"));
        assertThat(lookup("#planNeeded #planSaved").query().isVisible()).as("beside its button").isTrue();

        show(() -> new VerifyView(model));
        assertThat(lookup("#planNeeded").query().isVisible()).as("it is saved").isFalse();
    }

    @Test
    void whatFailedComesBeforeTheReportAndWhatRemainsAfterIt(@TempDir Path directory)
            throws IOException, TimeoutException {
        Recovery recovery = ThreeMembers.planned(directory);
        VerifyViewModel model = new VerifyViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                TestTools.delivery(recovery));
        show(() -> new VerifyView(model));
        interact(() -> recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH)));

        prove(recovery, model, Outcome.FAILED);
        assertThat(top("#check-HASH_KV")).isLessThan(top("#report-incident"));
        await(() -> lookup("#saveReport").query().isFocused());
        interact(() -> model.connection().endpoints().set("https://192.0.2.1:2379"));
        assertThat(lookup("#saveReport").query().isFocused()).as("while the page follows what is typed").isTrue();

        prove(recovery, model, Outcome.PASSED);
        assertThat(top("#report-incident")).isLessThan(top("#remains"));
        assertThat(top("#remains")).isLessThan(top("#check-HASH_KV"));
        await(() -> lookup("#report-incident").query().isFocused());
    }

    private void prove(Recovery recovery, VerifyViewModel model, Outcome outcome) {
        ProofCheck check = new ProofCheck(Subject.HASH_KV, "1", "2", outcome, "");
        interact(() -> {
            model.checks().setAll(check);
            recovery.execution()
                    .proved(recovery.acceptedPlan().orElseThrow(),
                            new Proof(Instant.EPOCH, "", "", outcome == Outcome.PASSED, List.of(check)));
        });
    }

    private double top(String node) {
        return onFx(() -> lookup(node).query().localToScene(0, 0).getY());
    }

    @Test
    void asksForTheKeyOfAHostInBetween(@TempDir Path directory) throws IOException {
        ThreeHosts hosts = ThreeHosts.shared();
        Path config = Files.writeString(directory.resolve("config"), "Host etcd-a\n  HostName "
                + hosts.hosts().getFirst().address() + "\n" + hosts.commonConfig(directory.resolve("known")));
        Recovery recovery = ThreeMembers.planned(directory);
        VerifyViewModel model = new VerifyViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                TestTools.delivery(recovery));
        show(() -> new VerifyView(model));
        try (SshRoutes routes = new SshRoutes(Through.parse(List.of("ssh://etcd-a")),
                new SshSettings(Optional.of(config), Optional.empty(), Map.of()), Scratch.in(directory))) {
            interact(() -> recovery.oldCluster().asking(TestTools.nowhere().withRoutes(routes)));
            interact(() -> recovery.execution()
                    .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                            new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH)));

            interact(model::check);

            assertThat(lookup("#key-etcd-a").queryLabeled().getText()).isEqualTo(hosts.hosts().getFirst().key());
            assertThat(lookup("#acceptKey-etcd-a").query().isDisabled()).isFalse();
            assertThat(lookup("#verifyFailure").query().isVisible()).as("it is a question").isFalse();
        }
    }

    /** An operator may be typing what the report needs. */
    @Test
    void aMemberThatFallsSilentAfterTheProofIsToldAndMovesNothing(@TempDir Path directory)
            throws IOException, TimeoutException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        Endpoint first = Endpoint.readable(plan.members().getFirst().clientUrls()).getFirst();
        Strangers strangers = FakeLooks.finding(recovery,
                MemberProbeBuilder.builder(Answers.of(plan.clusterId())).endpoint(first).build(),
                MemberProbeBuilder.builder(Answers.failing(Cause.REFUSED)).endpoint(first).build());
        DeliverySteps delivery = new DeliverySteps(
                new DeliveryModel(recovery, TestTools.direct(), new FakeDoor().state("m1", HostState.STARTED)));
        VerifyViewModel model = new VerifyViewModel(recovery, TestTools.direct(), strangers, delivery);
        show(() -> new VerifyView(model));
        interact(() -> {
            recovery.execution()
                    .restored(Plain.restored(plan, new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH,
                            Instant.EPOCH));
            delivery.model().way().set(Way.OVER_SSH);
            delivery.model().rows().forEach(row -> row.fields().directory().set("/srv/" + row.name()));
            model.hosts().askHosts();
        });
        prove(recovery, model, Outcome.PASSED);
        await(() -> lookup("#report-incident").query().isFocused());

        interact(strangers::look);
        interact(strangers::look);

        assertThat(lookup("#proof").queryAs(Banner.class).title()).startsWith("Proven at ")
                .endsWith("; now m1 does not answer");
        assertThat(lookup("#host-m1 .muted").queryLabeled().getText()).endsWith("now it does not answer");
        assertThat(top("#report-incident")).isLessThan(top("#check-HASH_KV"));
        assertThat(lookup("#report-incident").query().isFocused()).isTrue();
        assertThat(lookup("#checkAgain").query().isVisible()).isTrue();
    }

    /** While clients are kept out, a member answers at none of its planned URLs, and its host alone can tell. */
    @Test
    void aMemberWhoseHostSaysThatItEndedAfterTheProofIsTold(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        FakeDoor door = new FakeDoor().state("m1", HostState.STARTED)
                .state("m2", HostState.STARTED)
                .state("m3", HostState.STARTED)
                .end("m3");
        DeliverySteps delivery = new DeliverySteps(new DeliveryModel(recovery, TestTools.direct(), door));
        VerifyViewModel model = new VerifyViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                delivery);
        show(() -> new VerifyView(model));
        interact(() -> {
            recovery.execution()
                    .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                            new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH));
            delivery.model().way().set(Way.OVER_SSH);
            delivery.model().rows().forEach(row -> row.fields().directory().set("/srv/" + row.name()));
            model.hosts().askHosts();
        });
        prove(recovery, model, Outcome.PASSED);
        assertThat(lookup("#proof").queryAs(Banner.class).title()).as("the proof found m3 again").startsWith("Proven:");

        door.end("m2");
        interact(model.hosts()::askHosts);

        assertThat(lookup("#proof").queryAs(Banner.class).title()).endsWith("; now m2 does not answer");
        assertThat(model.outline().caption().get()).isEqualTo("Proven; m2 does not answer");
    }

    @Test
    void showsTheHostsOfDeliveredMembers(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        FakeDoor door = new FakeDoor().state("m1", HostState.STARTED)
                .state("m2", HostState.STARTED)
                .state("m3", HostState.UNDONE);
        DeliverySteps delivery = new DeliverySteps(new DeliveryModel(recovery, TestTools.direct(), door));
        VerifyViewModel model = new VerifyViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                delivery);
        show(() -> new VerifyView(model));
        assertThat(lookup("#hosts").query().isVisible()).isFalse();
        interact(() -> {
            recovery.execution()
                    .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                            new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH));
            delivery.model().way().set(Way.OVER_SSH);
            delivery.model().rows().forEach(row -> row.fields().directory().set("/srv/" + row.name()));
        });
        assertThat(lookup("#undoDelivery").query().isVisible()).as("nothing is known yet").isFalse();

        clickOn("#askHosts");
        assertThat(lookup("#host-m1 .pill").queryLabeled().getText()).isEqualTo("open");
        assertThat(lookup("#host-m3 .pill").queryLabeled().getText()).isEqualTo("undone");
        assertThat(lookup("#removeOld").query().isDisabled()).as("not proven").isTrue();
        interact(() -> lookup("#undoDelivery").queryButton().fire());
        assertThat(delivery.question().get().orElseThrow().members()).containsExactly("m1", "m2");
        door.failing("m2", "its etcd does not end", "still compacting");
        interact(() -> lookup("#undoGo").queryButton().fire());
        assertThat(lookup("#log-m2").queryAs(CommandBlock.class).text()).isEqualTo("still compacting");
        interact(() -> lookup("#undoDelivery").queryButton().fire());
        interact(() -> lookup("#undoGo").queryButton().fire());
        assertThat(lookup("#host-m1 .pill").queryLabeled().getText()).isEqualTo("undone");
        assertThat(lookup("#said").query().isVisible()).isFalse();
        assertThat(lookup("#removeOld").query().isDisabled()).as("only what the undo took away").isFalse();
    }
}
