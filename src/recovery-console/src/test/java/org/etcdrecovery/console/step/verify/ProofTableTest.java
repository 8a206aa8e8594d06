package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.service.query.NodeQuery;

class ProofTableTest extends ScreenTest {
    private static final String ADVICE = "The host is up, but etcd is not running there.";

    private RestorePlan plan;

    @BeforeEach
    void plan(@TempDir Path directory) throws IOException {
        plan = ThreeMembers.planned(directory).acceptedPlan().orElseThrow();
    }

    @Test
    void namesEachMemberThatDoesNotAnswerAndSaysOnceWhatToDo() {
        ProofTable table = show(List.of(new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "0 of 3", Outcome.FAILED,
                "A paragraph about all of them.")));

        Parent detail = lookup("#detail-MEMBERS_ANSWER").query();
        assertThat(plainTexts(detail)).satisfiesExactly(first -> assertThat(first).startsWith("m1").contains("refused"),
                second -> assertThat(second).startsWith("m2").contains("refused"),
                third -> assertThat(third).startsWith("m3").contains("was not asked"));
        assertThat(labels(from(detail), "m1, m2: " + ADVICE)).hasSize(1);
        assertThat(from(table).lookup("A paragraph about all of them.").queryAll()).isEmpty();
    }

    @Test
    void checksThatWereNotMadeForOneReasonAreOneRow() {
        show(Stream.of(Subject.values())
                .map(subject -> new ProofCheck(subject, "an answer", "not looked at", Outcome.SKIPPED,
                        "No member answers."))
                .toList());

        assertThat(lookup("#skippedChecks").queryAll()).hasSize(1);
        assertThat(labels(from(stage().getScene().getRoot()), Subject.values().length + " more checks")).hasSize(1);
    }

    /** Not the texts in the labels, which are there once they are laid out. */
    private static Stream<Label> labels(NodeQuery within, String text) {
        return within.lookup(text).queryAll().stream().filter(Label.class::isInstance).map(Label.class::cast);
    }

    private ProofTable show(List<ProofCheck> checks) {
        ProofTable table = onFx(ProofTable::new);
        List<MemberProbe> rows = plan.members().stream().limit(2).map(ProofTableTest::refused).toList();
        show(() -> table);
        doOnFx(() -> table.show(checks, new ProofValues(plan),
                AbsentMember.in(new ProbeReport(rows), plan, Texts.of("verify"))));
        return table;
    }

    private static MemberProbe refused(PlannedMember member) {
        Endpoint endpoint = Endpoint.readable(member.clientUrls()).getFirst();
        return MemberProbeBuilder.builder()
                .endpoint(endpoint)
                .named(true)
                .failure(Optional.of(new Failure(Cause.REFUSED, endpoint.authority() + " refused.", ADVICE, "")))
                .build();
    }

    private List<String> plainTexts(Parent detail) {
        return from(detail).lookup((Node node) -> node instanceof RichText)
                .queryAllAs(RichText.class)
                .stream()
                .map(RichText::plainText)
                .toList();
    }
}
