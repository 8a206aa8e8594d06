package org.etcdrecovery.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.plan.InvalidPlanException;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.ChecklistItem;
import org.etcdrecovery.core.report.RecoveryReport.DeliveredMember;
import org.etcdrecovery.core.report.RecoveryReport.Delivery;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.RecoveryReport.Goal;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.report.RecoveryReport.Intruder;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.report.RecoveryReport.Silence;
import org.etcdrecovery.core.report.html.HtmlReport;
import org.etcdrecovery.core.report.json.AssessmentJson;
import org.etcdrecovery.core.report.json.InspectionJson;
import org.etcdrecovery.core.report.json.ProofJson;
import org.etcdrecovery.core.report.json.RecoveryReportJson;
import org.etcdrecovery.core.report.json.RehearsalJson;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Verdict;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecoveryReportTest {
    private static final String HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;\u202e\u0000";

    private static final Intruder STRANGER = new Intruder(
            new Stranger(new Endpoint("10.0.0.12", 2379, true), "old-2", new ClusterId(0xabcdL)), SampleReport.ENDED,
            true);
    private static final Silence SILENT = new Silence("m3", SampleReport.ENDED, SampleReport.ENDED.plusSeconds(3));
    private static final Intruder SURVIVOR = new Intruder(STRANGER.stranger(), SampleReport.ENDED, false);

    private final RestorePlan plan = SampleReport.plan(SampleReport.inspection());
    private final RecoveryReport full = SampleReport.full().ended(SampleReport.ENDED).build();

    @Test
    void theMembersOfOtherClustersAreNamedWithTheirTime() {
        RecoveryReport report = SampleReport.full().strangers(List.of(STRANGER)).ended(SampleReport.ENDED).build();

        assertThat(html(report).select("#other-clusters").text()).contains("old-2 at 10.0.0.12:2379", "abcd",
                "03:24:51", "at a planned URL");
        assertThat(html(SampleReport.full().strangers(List.of(SURVIVOR)).ended(SampleReport.ENDED).build())
                .select("#other-clusters, .verdict")
                .text()).contains("Stop old-2 at 10.0.0.12:2379",
                        "where the old cluster was asked");
        assertThat(RecoveryReportJson.print(report)).contains("\"lastAnswer\"", "2026-03-14T03:24:51Z");
    }

    @Test
    void aMemberThatFellSilentAfterTheProofIsNamedWithItsTime() {
        RecoveryReport report = SampleReport.full().silences(List.of(SILENT)).ended(SampleReport.ENDED).build();

        assertThat(html(report).select("#silent-members").text()).contains("m3", "last answered at", "03:24:51",
                "no answer at", "03:24:54");
        assertThat(RecoveryReportJson.print(report)).contains("silentMembers", "lastAsked", "2026-03-14T03:24:54Z");
    }

    @Test
    void whatWasDeliveredIsNamedByItsHostAndIsNoLocalDirectory() {
        Delivery delivery = new Delivery(true,
                List.of(new DeliveredMember("m1", "ssh://etcd-a/var/lib/" + HOSTILE, true),
                        new DeliveredMember("m2", "ssh://etcd-b/var/lib/etcd", false)));
        RecoveryReport report = SampleReport.full()
                .result(Optional.empty())
                .proof(Optional.empty())
                .delivered(Optional.of(delivery))
                .ended(SampleReport.ENDED)
                .build();

        Document html = html(report);
        assertThat(html.select("h1").text()).isEqualTo("Delivered, not yet proven");
        assertThat(html.select("#plan").text()).contains("on its host, over SSH").doesNotContain("/var/lib/recovery/");
        assertThat(html.select("#delivered tbody tr")).hasSize(2);
        assertThat(html.select("#delivered tbody tr").eachText()).last()
                .isEqualTo("m2 ssh://etcd-b/var/lib/etcd let in");
        assertThat(html.select("#delivered script")).isEmpty();
        assertThat(json(report).path("delivered").path("onHostsOnly").asBoolean()).isTrue();
        assertThat(json(report).path("delivered").path("members").get(0).path("clientsKeptOut").asBoolean()).isTrue();

        Document before = html(SampleReport.full()
                .result(Optional.empty())
                .proof(Optional.empty())
                .delivered(Optional.of(new Delivery(true, List.of())))
                .ended(SampleReport.ENDED)
                .build());
        assertThat(before.select("h1").text()).isEqualTo("Planned, not known to be in place");
        assertThat(before.select("#delivered")).isEmpty();
    }

    @Test
    void theChecksAreReadable() {
        assertThat(html(full).select("#proof").text()).contains("revision 1\u202f000\u202f000\u202f226");
    }

    @Test
    void everyPartStandsInTheHtmlInTheOrderOfARecovery() {
        Document html = html(full);

        assertThat(html.select("section > h2").eachText()).containsExactly("Quorum", "Stop the damage",
                "Saved snapshot", "Source", "Inspection", "What restoring it loses", "Agreed to", "Plan", "Rehearsal",
                "Written directories",
                "Commands", "Proof");
        assertThat(html.select("nav a").eachText()).isEqualTo(html.select("section > h2").eachText());
        html.select("nav a").forEach(link -> assertThat(html.select(link.attr("href"))).hasSize(1));
        String text = html.body().text();
        assertThat(text).contains("2 are needed", "Disable the old members", "/backup/etcd-20260314.db.manifest.json",
                "control-plane-2, as it was copied", "although no watcher is known", "recovery-20260314-5f1c",
                "/var/lib/recovery/control-plane-3.etcd", "0badcafe", "Nothing is written without consent.",
                "1 of 3", "Only one of 3 members ran", "leader control-plane-1 in term 2");
        assertThat(fact(html, "#rehearsal", "From nothing to proven")).isEqualTo("41 s");
        assertThat(text).contains(Integer.toUnsignedString(plan.hashKv()), plan.clusterId().toString());
        assertThat(fact(html, "header", "Revision")).isEqualTo(
                "226 → 1\u202f000\u202f000\u202f226, raised by 1\u202f000\u202f000\u202f000");
        assertThat(html.select("#commands pre")).hasSize(3)
                .allSatisfy(command -> assertThat(command.wholeText()).startsWith("# Replace each path")
                        .contains("\netcd \\\n  --name"));
    }

    @Test
    void whatRestoringLosesIsToldBySubtree() {
        Document html = html(full);

        assertThat(html.select("#loss p").text()).isEqualTo("7 keys would be missing, 2 keys would have another value,"
                + " and 4 keys would exist that the other file does not have.");
        assertThat(fact(html, "#loss", "Compared with")).isEqualTo("/var/lib/etcd/member/snap/db");
        assertThat(fact(html, "#loss", "Revision there")).isEqualTo("1\u202f204");
        assertThat(html.select("#loss caption").text()).isEqualTo("The 2 subtrees with the most differences, of 3");
        assertThat(html.select("#loss tbody tr").eachText()).containsExactly("/registry/pods/ 7 2 0",
                "/registry/leases/ 0 0 4");
        JsonNode loss = json(full).path("loss");
        assertThat(loss.path("b").path("revision").asLong()).isEqualTo(1_204);
        assertThat(loss.path("subtrees").get(0).path("missing").asLong()).isEqualTo(7);
        assertThat(loss.path("differingSubtrees").asInt()).isEqualTo(3);
    }

    @Test
    void timesAreLocalWithTheirOffsetInHtmlAndUtcInJson() {
        Document html = Jsoup.parse(HtmlReport.print(full, ZoneId.of("Europe/Berlin")));

        assertThat(fact(html, "header", "Started")).isEqualTo("2026-03-14 03:11:09 +01:00");
        assertThat(fact(html, "header", "Ended")).isEqualTo("2026-03-14 04:24:51 +01:00, after 1 h 13 min 42 s");
        assertThat(json(full).path("started").asString()).isEqualTo("2026-03-14T02:11:09Z");
    }

    @Test
    void theJsonHoldsTheDocumentsThatTheProgramAlsoGivesByThemselves() throws InvalidPlanException {
        JsonNode json = json(full);

        assertThat(json.propertyNames()).containsExactly("formatVersion", "program", "goal", "started", "ended",
                "verdict", "assessment", "checklist", "save", "rescue", "inspection", "loss", "consents", "plan",
                "rehearsal",
                "result",
                "commands", "proof");
        assertThat(PlanJson.read("report", json.path("plan").toString())).isEqualTo(plan);
        assertThat(json.path("inspection"))
                .isEqualTo(JsonMapper.shared().readTree(InspectionJson.print(SampleReport.inspection())));
        assertThat(json.path("assessment"))
                .isEqualTo(JsonMapper.shared().readTree(AssessmentJson.print(SampleReport.assessment())));
        assertThat(json.path("proof"))
                .isEqualTo(JsonMapper.shared()
                        .readTree(ProofJson.print(SampleReport.proof(plan, Outcome.PASSED), Optional.empty())));
        assertThat(json.path("rehearsal"))
                .isEqualTo(JsonMapper.shared().readTree(RehearsalJson.print(SampleReport.rehearsal())));
        assertThat(json.path("rehearsal").path("recoveryMilliseconds").asLong()).isEqualTo(41_000);
        assertThat(json.path("result").path("hashKv").asLong()).isEqualTo(Integer.toUnsignedLong(plan.hashKv()));
        assertThat(json.path("save").path("manifest").path("clusterId").asString()).isEqualTo("cdf818194e3a8c32");
        assertThat(json.path("checklist").get(2).path("state").asString()).isEqualTo("skipped");
    }

    @Test
    void whatHasNotBeenDoneIsMissing() {
        RecoveryReport begun = RecoveryReport.builder("program", Goal.INSPECT, SampleReport.STARTED)
                .ended(SampleReport.ENDED)
                .build();

        assertThat(json(begun).propertyNames()).containsExactly("formatVersion", "program", "goal", "started", "ended",
                "verdict");
        Document html = html(begun);
        assertThat(html.select("section, nav, table")).isEmpty();
        assertThat(html.select("h1").text()).isEqualTo("Nothing done yet");
    }

    static Stream<Arguments> verdicts() {
        RestorePlan plan = SampleReport.plan(SampleReport.inspection());
        return Stream.of(
                Arguments.of(SampleReport.full(), "good", "Proven: the running cluster is the planned one"),
                Arguments.of(SampleReport.full().proof(Optional.of(SampleReport.proof(plan, Outcome.FAILED))), "bad",
                        "Not proven: the running cluster differs from the plan"),
                Arguments.of(builder().proof(Optional.of(new Proof(Instant.EPOCH, "1", "", true, List.of()))), "care",
                        "Not proven: nothing was checked"),
                Arguments.of(SampleReport.full().strangers(List.of(STRANGER)), "care",
                        "The new cluster passed, but a member of another cluster may be running at its URLs"),
                Arguments.of(SampleReport.full().silences(List.of(SILENT)), "care",
                        "Proven at the time of the checks, but m3 no longer answers"),
                Arguments.of(SampleReport.full().strangers(List.of(SURVIVOR)), "care",
                        "Proven, but the old cluster still answers"),
                Arguments.of(SampleReport.full().proof(Optional.of(leftOut(SampleReport.proof(plan, Outcome.PASSED)))),
                        "care", "Proven, but for what was left out"),
                Arguments.of(SampleReport.full().proof(Optional.empty()), "care", "Restored, not yet proven"),
                Arguments.of(builder().plan(Optional.of(plan)), "open", "Planned, nothing written"),
                Arguments.of(builder().inspection(Optional.of(SampleReport.inspection())), "good",
                        "Snapshot inspected: restorable"),
                Arguments.of(builder().save(Optional.of(SampleReport.save()))
                        .inspection(Optional.of(found(Verdict.DAMAGED, "broken"))), "bad", "Snapshot saved: damaged"),
                Arguments.of(builder().save(Optional.of(SampleReport.save())), "good", "Snapshot saved"),
                Arguments.of(builder().assessment(Optional.of(SampleReport.assessment())), "bad",
                        "Quorum lost, nothing restored yet"));
    }

    private static Proof leftOut(Proof proof) {
        List<ProofCheck> checks = new ArrayList<>(proof.checks());
        checks.add(new ProofCheck(Subject.LEFT_OUT, "to come later: m3", "not looked at", Outcome.SKIPPED, ""));
        return new Proof(proof.time(), proof.clusterId(), proof.snapshotSha256(), true, checks);
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void theVerdictComesFirstAndIsThatOfTheLastStep(RecoveryReportBuilder builder, String tone, String title) {
        RecoveryReport report = builder.ended(SampleReport.ENDED).build();
        Document html = html(report);

        assertThat(html.select("h1").text()).isEqualTo(title);
        assertThat(html.title()).isEqualTo(title + " – Recovery report");
        assertThat(html.select(".verdict").hasClass(tone)).isTrue();
        assertThat(json(report).path("verdict").asString()).isEqualTo(title);
    }

    /** A write that was not consented to is not one that was not needed. */
    @Test
    void theVerdictSaysThatNoWriteWasTested() {
        Proof proof = SampleReport.proof(SampleReport.plan(SampleReport.inspection()), Outcome.PASSED);

        assertThat(ReportVerdict.of(SampleReport.full().proof(Optional.of(proof)).ended(SampleReport.ENDED).build())
                .sentence())
                .isEqualTo("4 checks passed, none failed. No write was tested: nothing is written without consent.");
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        Document html = html(full);

        assertThat(html.select("script, link, img, iframe, object, form, [style], [src]")).isEmpty();
        assertThat(html.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .noneMatch(attribute -> attribute.getKey().startsWith("on"));
        assertThat(html.select("style").html()).doesNotContain("@import", "url(", "</");
        assertThat(html.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'");
        assertThat(html.select("a")).allSatisfy(link -> assertThat(link.attr("href")).startsWith("#"));
    }

    @Test
    void tablesAndThePageSayWhatTheyAre() {
        String text = HtmlReport.print(full, ZoneOffset.UTC);
        Document html = Jsoup.parse(text);

        assertThat(text).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        assertThat(html.select("html").attr("lang")).isEqualTo("en");
        assertThat(html.select("meta[name=viewport]")).hasSize(1);
        assertThat(html.select("table")).hasSizeGreaterThan(5).allSatisfy(table -> {
            assertThat(table.select("> caption").text()).isNotEmpty();
            assertThat(table.select("> thead > tr > th")).allMatch(cell -> cell.attr("scope").equals("col"));
            assertThat(table.select("> tbody > tr")).isNotEmpty()
                    .allMatch(row -> row.children().size() == table.select("> thead th").size())
                    .allMatch(row -> row.child(0).attr("scope").equals("row"));
        });
        assertThat(html.select(".pill")).isNotEmpty()
                .allSatisfy(pill -> assertThat(pill.ownText()).as("a word beside the sign").isNotBlank());
        assertThat(html.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(Jsoup.parse(text, "", Parser.htmlParser().setTrackErrors(10)).parser().getErrors())
                .isEmpty();
    }

    @Test
    void hostileNamesAreTextAndNothingElse() {
        RecoveryReport hostile = RecoveryReport.builder(HOSTILE, Goal.RESCUE, SampleReport.STARTED)
                .checklist(List.of(new ChecklistItem(HOSTILE, ChecklistItem.State.OPEN)))
                .rescue(Optional.of(new Rescue(HOSTILE, List.of(new Fact(HOSTILE, HOSTILE)))))
                .inspection(Optional.of(found(Verdict.RESTORABLE_WITH_CARE, HOSTILE)))
                .consents(List.of(HOSTILE))
                .commands(List.of(new HandedCommand(HOSTILE, HOSTILE, HOSTILE)))
                .ended(SampleReport.ENDED)
                .build();

        Document html = html(hostile);

        assertThat(html.select("script, img")).isEmpty();
        String shown = HOSTILE.replace("\u202e", "\\u202e").replace("\u0000", "\\x00");
        assertThat(html.expectFirst("#commands code").wholeText()).isEqualTo(shown);
        assertThat(html.select("#rescue dt").text()).isEqualTo(shown);
        assertThat(html.select("#inspection tbody th").text()).isEqualTo(shown);
        assertThat(html.select("#consents li").text()).isEqualTo(shown);
        assertThat(json(hostile).path("consents").get(0).asString()).isEqualTo(HOSTILE);
    }

    private static Inspection found(Verdict verdict, String words) {
        return SampleReport.found(verdict,
                new Finding(FindingCode.CLUSTER_ALARM, Finding.Severity.CARE, words, words, words, words));
    }

    private static RecoveryReportBuilder builder() {
        return RecoveryReport.builder("program", Goal.RECOVER, Instant.EPOCH);
    }

    private static Document html(RecoveryReport report) {
        return Jsoup.parse(HtmlReport.print(report, ZoneOffset.UTC));
    }

    private static JsonNode json(RecoveryReport report) {
        return JsonMapper.shared().readTree(RecoveryReportJson.print(report));
    }

    private static String fact(Document html, String place, String name) {
        for (Element row : html.select(place + " dl > div")) {
            if (row.select("dt").text().equals(name)) {
                return row.select("dd").text();
            }
        }
        throw new AssertionError("no " + name);
    }
}
