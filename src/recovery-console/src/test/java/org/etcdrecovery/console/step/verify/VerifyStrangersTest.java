package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.plan.MemberRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server of another cluster at a planned URL, or at an old one, means for a proof. */
class VerifyStrangersTest {
    @TempDir
    private Path directory;
    private VerifyFixture verify;
    private VerifyViewModel model;

    @BeforeEach
    void restored() throws IOException {
        verify = new VerifyFixture(directory);
        model = verify.model();
    }

    @Test
    void saysAtOnceThatAnotherClusterAnswers() {
        verify.recovery()
                .edit(builder -> builder.members(verify.recovery()
                        .request()
                        .get()
                        .members()
                        .stream()
                        .map(member -> new MemberRequest(member.name(), member.peerUrls(),
                                member.name().equals("m2") ? List.of(Answers.ENDPOINT.url()) : member.clientUrls(),
                                member.dataDir(), member.walDir(), member.learner()))
                        .toList()));
        verify.restored();

        verify.strangers().look();

        assertThat(model.waiting().rows()).filteredOn(WaitingRow::isStranger).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("m2");
            assertThat(row.words()).startsWith("another cluster answers here");
        });
    }

    @Test
    void isNotDoneWhileAMemberOfAnotherClusterMayBeRunning() {
        verify.proves(VerifyFixture.ALL_ANSWER);
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");

        verify.strangers().look();

        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        assertThat(model.outline().primary().text().get()).as("under the pointer").isEqualTo("Done");
        assertThat(model.outline().primary().reason().get()).isEqualTo("Available once no other cluster answers");
        model.report().save();
        verify.runner().release();
        assertThat(directory.resolve("report.html")).content()
                .as("the report says what the window says")
                .contains(Texts.of("verify").get("stranger.title"), Answers.ENDPOINT.authority())
                .doesNotContain("Proven: ");
        assertThat(directory.resolve("report.json")).content().contains("\"otherClusters\"", "\"lastAnswer\"");
        assertThat(model.reported().getValue()).isTrue();
    }

    @Test
    void isProvenWithCareWhileAnOldMemberAnswersElsewhere() {
        verify.recovery().oldCluster().asking(ConnectionSettings.of(List.of(Answers.ENDPOINT)));
        verify.proves(VerifyFixture.ALL_ANSWER);

        verify.strangers().look();

        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Proven; an old member answers");
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");
        model.report().save();
        verify.runner().release();
        assertThat(directory.resolve("report.html")).content()
                .contains("Proven, but the old cluster still answers", Answers.ENDPOINT.authority());
    }

    @Test
    void aFailureIsOldOnceTheOtherClusterIsGone() {
        verify.strangers().look();
        verify.proves(TestTools.NOW.minusSeconds(50), VerifyFixture.ONE_MISSING);
        assertThat(model.outdated()).isEmpty();

        verify.recovery().execution().restored(verify.recovery().execution().restored().get().orElseThrow());
        verify.proves(TestTools.NOW.minusSeconds(50), VerifyFixture.ONE_MISSING);

        assertThat(verify.strangers().seen().get()).isEmpty();
        assertThat(model.outdated()).contains(Duration.ofSeconds(50));
        model.check();
        assertThat(model.outdated()).isEmpty();
    }
}
