package org.etcdrecovery.core.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;

/**
 * A report as one HTML file: no script, nothing from elsewhere, and a policy in the file that forbids both. The verdict
 * comes first, then the parts in the order of a recovery.
 */
public final class HtmlReport {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final RecoveryReport report;
    private final ZoneId zone;
    private final ReportVerdict verdict;
    private final Html html = new Html();
    private final HtmlBlocks blocks = new HtmlBlocks(html);

    public HtmlReport(RecoveryReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
        this.verdict = ReportVerdict.of(report);
    }

    public String print() {
        html.literal("<!DOCTYPE html>\n");
        html.in("html", () -> {
            html.in("head", this::head);
            html.line();
            html.in("body", this::body);
        }, "lang", "en");
        html.line();
        return html.print();
    }

    private void head() {
        html.open("meta", "charset", "utf-8");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", verdict.title() + " – Recovery report");
        html.line();
        html.in("style", () -> html.literal(styleSheet()));
    }

    private void body() {
        html.in("main", () -> {
            html.in("header", this::banner);
            Map<String, Section> sections = sections();
            contents(sections);
            sections.forEach((id, section) -> blocks.section(id, section.title, section.content));
        });
        html.in("footer", () -> html.element("p", "Written by " + report.program() + " at "
                + ReportWords.time(report.ended(), zone)
                + ". Holds no password and no key; it names hosts and paths."));
    }

    private void banner() {
        html.element("p", "Recovery report", "class", "kind");
        html.in("div", () -> {
            blocks.sign(verdict.tone());
            html.in("div", () -> {
                html.element("h1", verdict.title());
                html.element("p", verdict.sentence());
            });
        }, "class", "verdict " + HtmlBlocks.name(verdict.tone()));
        blocks.lines(glance());
    }

    private List<Line> glance() {
        List<Line> facts = new ArrayList<>();
        facts.add(Line.text("Set out to", report.goal().title()));
        facts.add(Line.text("Started", ReportWords.time(report.started(), zone)));
        facts.add(Line.text("Ended", ReportWords.time(report.ended(), zone) + ", after "
                + ReportWords.duration(Duration.between(report.started(), report.ended()))));
        report.plan().ifPresent(plan -> {
            facts.add(Line.code("New cluster", plan.clusterId().toString()));
            facts.add(Line.text("Revision", RestorePart.revision(plan)));
        });
        facts.add(Line.text("Program", report.program()));
        return facts;
    }

    private void contents(Map<String, Section> sections) {
        if (sections.size() > 1) {
            html.line();
            html.in("nav", () -> html.in("ul", () -> sections.forEach((id, section) -> html.in("li",
                    () -> html.element("a", section.title, "href", "#" + id)))), "aria-label", "In this report");
        }
    }

    /** What there is to show, in the order of a recovery. */
    private Map<String, Section> sections() {
        Map<String, Section> sections = new LinkedHashMap<>();
        SourcePart source = new SourcePart(blocks, zone);
        RestorePart restore = new RestorePart(blocks);
        report.assessment()
                .ifPresent(found -> sections.put("quorum", new Section("Quorum", () -> source.assessment(found))));
        if (!report.checklist().isEmpty()) {
            sections.put("damage", new Section("Stop the damage", () -> source.checklist(report.checklist())));
        }
        report.save().ifPresent(save -> sections.put("save", new Section("Saved snapshot", () -> source.save(save))));
        report.rescue()
                .ifPresent(rescue -> sections.put("rescue", new Section("Source", () -> source.rescue(rescue))));
        report.inspection()
                .ifPresent(found -> sections.put("inspection",
                        new Section("Inspection", () -> new InspectionPart(blocks).inspection(found))));
        if (!report.consents().isEmpty()) {
            sections.put("consents", new Section("Agreed to", () -> blocks.sentences(report.consents())));
        }
        report.plan().ifPresent(plan -> sections.put("plan", new Section("Plan", () -> restore.plan(plan))));
        report.result()
                .ifPresent(result -> sections.put("result",
                        new Section("Written directories", () -> restore.result(result))));
        if (!report.commands().isEmpty()) {
            sections.put("commands",
                    new Section("Commands", () -> restore.commands(report.commands())));
        }
        report.proof()
                .ifPresent(proof -> sections.put("proof",
                        new Section("Proof", () -> new ProofPart(blocks, zone).proof(proof))));
        return sections;
    }

    private record Section(String title, Runnable content) {}

    private static String styleSheet() {
        try (InputStream css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
