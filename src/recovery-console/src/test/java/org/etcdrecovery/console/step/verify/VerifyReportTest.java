package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the report is offered, and what becomes of it. */
class VerifyReportTest {
    @TempDir
    private Path directory;
    private VerifyFixture verify;
    private VerifyViewModel model;

    @BeforeEach
    void restored() throws IOException {
        verify = new VerifyFixture(directory);
        model = verify.model();
    }

    /** It is on the disk, and the operator is asked about a missing one at the end. */
    @Test
    void aSavedReportStaysSavedWhenAnotherServerAnswers() {
        verify.recovery().oldCluster().asking(ConnectionSettings.of(List.of(Answers.ENDPOINT)));
        verify.proves(VerifyFixture.ALL_ANSWER);
        model.report().save();
        verify.runner().release();
        assertThat(model.report().outdated().get()).isFalse();

        verify.strangers().look();

        assertThat(model.report().outdated().get()).isTrue();
        assertThat(model.reported().getValue()).isTrue();
        assertThat(directory.resolve("report.html")).exists();
    }

    /** Nothing else is left of a run that was ended. */
    @Test
    void offersTheReportOnceBeforeTheRunEnds() {
        AtomicInteger ended = proven();

        model.outline().primary().fire();
        assertThat(verify.dialogs().asked()).containsExactly("End without a report of the last checks?");
        assertThat(ended).as("the operator goes back to the report").hasValue(0);

        model.outline().primary().fire();
        assertThat(verify.dialogs().asked()).hasSize(1);
        assertThat(ended).hasValue(1);
    }

    @Test
    void endsAReportedRunWithoutAQuestion() {
        AtomicInteger ended = proven();
        model.report().save();
        verify.runner().release();
        int before = verify.dialogs().asked().size();

        model.outline().primary().fire();

        assertThat(verify.dialogs().asked()).hasSize(before);
        assertThat(ended).hasValue(1);
    }

    /** A write that failed may have reached the cluster, and nothing says that the key was deleted. */
    @Test
    void saysThatTheWriteFailed() {
        verify.proves(new ProofCheck(Subject.CANARY, "a key written and deleted", "no answer", Outcome.FAILED,
                "m1: it did not answer."));

        model.report().save();
        verify.runner().release();

        assertThat(directory.resolve("report.html")).content()
                .contains("That failed, so the cluster may still hold the key.")
                .doesNotContain("The console wrote a key");
    }

    @Test
    void theReportIsNamedAfterTheIncident() {
        model.report().incident().set(" INC/4711 (prod)");

        model.report().save();

        assertThat(verify.dialogs().suggested()).isEqualTo("INC-4711-prod-recovery-2026-11-24.html");
    }

    /** A run that can end, and how often it did. */
    private AtomicInteger proven() {
        AtomicInteger ended = new AtomicInteger();
        Wizard wizard = new Wizard(List.of(model));
        wizard.onFinish(ended::incrementAndGet);
        verify.proves(VerifyFixture.ALL_ANSWER);
        return ended;
    }
}
