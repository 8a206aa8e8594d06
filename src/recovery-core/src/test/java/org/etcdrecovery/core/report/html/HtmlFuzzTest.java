package org.etcdrecovery.core.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.RecoveryReport.ChecklistItem;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.RecoveryReport.Goal;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.report.SampleReport;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.text.Shown;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Whatever text a report contains, a browser finds the same elements and attributes, and the text as shown. */
class HtmlFuzzTest {
    private static final List<String> PIECES = List.of("<", ">", "\"", "'", "&", ";", "/", "=", "!", "--", "-->",
            "<!--",
            "]]>", "<![CDATA[", "</style>", "</code></pre>", "</title>", "<script>alert(1)</script>",
            "<img src=x onerror=y>",
            "\" onload=\"x", "' style='x", "&lt;", "&#60;", "&#x3c;", "&amp", "&nbsp;", "javascript:", "\n", "\r", "\t",
            "\0",
            "\f", "\u001b[2J", "\u007f", "\u0085", "\u2028", "\u202e", "\u2066", "\u200b", "\ufeff", "\uffff", "\ud800",
            "\udb40\udc41", "`", "a", " ", "é", "日本", "%00", "\\");

    @Test
    void noTextBecomesMarkup() {
        Random random = new Random(20_261_128);
        String structure = structure(html("x"));
        for (int i = 0; i < (Boolean.getBoolean("recovery.long") ? 5000 : 200); i++) {
            String text = "x" + random.ints(1 + random.nextInt(8), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            Document html = html(text);
            assertThat(structure(html)).as(text).isEqualTo(structure);
            assertThat(html.wholeText().replace("\n", "").codePoints()).as(text).noneMatch(Shown::isHidden);
            assertThat(html.expectFirst("#consents li").wholeText()).isEqualTo(Shown.text(text));
            assertThat(html.expectFirst("#commands code").wholeText()).isEqualTo(Shown.lines(text));
        }
    }

    private static Document html(String text) {
        Member member = new Member(new MemberId(1), text, List.of(text, text), List.of(text), false);
        QuorumAssessment assessment = new QuorumAssessment(QuorumAssessment.Verdict.LOST, text, 3, 2, 1, 0,
                List.of(new MemberState(member, MemberState.State.DOWN, text)), List.of(text), List.of(text),
                List.of(new Step(text, text)), Optional.empty(), List.of());
        Inspection inspection = SampleReport.found(Verdict.DAMAGED,
                new Finding(FindingCode.CLUSTER_ALARM, Finding.Severity.CARE, text, text, text, text));
        Proof proof = new Proof(SampleReport.ENDED, text, text, true,
                List.of(new ProofCheck(ProofCheck.Subject.MEMBERSHIP, text,
                        text, ProofCheck.Outcome.FAILED, text)));
        RecoveryReport report = RecoveryReport.builder(text, Goal.RESCUE, SampleReport.STARTED)
                .assessment(Optional.of(assessment))
                .checklist(List.of(new ChecklistItem(text, ChecklistItem.State.OPEN)))
                .rescue(Optional.of(new Rescue(text, List.of(new Fact(text, text)))))
                .inspection(Optional.of(inspection))
                .consents(List.of(text))
                .commands(List.of(new HandedCommand(text, text, text)))
                .proof(Optional.of(proof))
                .ended(SampleReport.ENDED)
                .build();
        return Jsoup.parse(HtmlReport.print(report, ZoneOffset.UTC));
    }

    /** All elements in order with their attribute names, and the classes and ids, which no text may change. */
    private static String structure(Document html) {
        return html.getAllElements()
                .stream()
                .map(element -> element.tagName() + element.attributes()
                        .asList()
                        .stream()
                        .flatMap(attribute -> Stream.of(attribute.getKey(), kept(attribute)))
                        .collect(Collectors.joining(" ", "[", "]")))
                .collect(Collectors.joining("\n"));
    }

    private static String kept(Attribute attribute) {
        return Set.of("class", "id", "href", "src", "http-equiv").contains(attribute.getKey())
                ? attribute.getValue()
                : "";
    }
}
