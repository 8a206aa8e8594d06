package org.etcdrecovery.core.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;
import static java.nio.charset.StandardCharsets.UTF_8;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeaderTag;
import j2html.tags.specialized.SectionTag;
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
import java.util.function.Consumer;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.RecoveryReport.Delivery;
import org.etcdrecovery.core.report.ReportVerdict;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;

/**
 * Prints a report as a self-contained HTML file without scripts or external resources; a policy in the file forbids
 * both. The verdict comes first, then the parts in the order of a recovery.
 */
public final class HtmlReport {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final RecoveryReport report;
    private final ZoneId zone;
    private final ReportVerdict verdict;

    private HtmlReport(RecoveryReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
        this.verdict = ReportVerdict.of(report);
    }

    /** Prints a report with times in the zone of this machine. */
    public static String print(RecoveryReport report) {
        return print(report, ZoneId.systemDefault());
    }

    /** Prints a report with times in a given zone. */
    public static String print(RecoveryReport report, ZoneId zone) {
        return new HtmlReport(report, zone).print();
    }

    private String print() {
        return Html.print(html(head(), Html.line(), body()).withLang("en"));
    }

    private DomContent head() {
        return TagCreator.head(meta().withCharset("utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("color-scheme").withContent("light dark"),
                title(verdict.title() + " – Recovery report"), Html.line(),
                style().with(Html.css(styleSheet())));
    }

    private DomContent body() {
        Map<String, Section> sections = sections();
        return TagCreator.body(main(banner(), contents(sections), each(sections, HtmlReport::section)),
                footer(p("Written by " + report.program() + " at " + ReportWords.time(report.ended(), zone)
                        + ". It holds no passwords or keys, but names hosts and paths.")));
    }

    /** A section of the report with an anchor. */
    private static DomContent section(String id, Section section) {
        SectionTag tag = TagCreator.section(h2(section.title).withId(id + "-title"))
                .withId(id)
                .attr("aria-labelledby", id + "-title");
        section.content.accept(new HtmlBlocks(tag));
        return each(Html.line(), tag);
    }

    private DomContent banner() {
        HeaderTag banner = header(p("Recovery report").withClass("kind"),
                div(HtmlBlocks.sign(verdict.tone()), div(h1(verdict.title()), p(verdict.sentence())))
                        .withClasses("verdict", HtmlBlocks.name(verdict.tone())));
        new HtmlBlocks(banner).lines(glance());
        return banner;
    }

    private List<Line> glance() {
        List<Line> facts = new ArrayList<>();
        report.incident().ifPresent(incident -> {
            note(facts, "Incident", incident.number());
            note(facts, "Operator", incident.operator());
            List<String> notes = incident.notes().lines().filter(line -> !line.isBlank()).toList();
            for (int i = 0; i < notes.size(); i++) {
                note(facts, i == 0 ? "Notes" : "", notes.get(i));
            }
        });
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

    private static void note(List<Line> facts, String name, String value) {
        if (!value.isBlank()) {
            facts.add(Line.text(name, value));
        }
    }

    private static DomContent contents(Map<String, Section> sections) {
        return sections.size() < 2
                ? each()
                : each(Html.line(),
                        nav(ul(each(sections, (id, section) -> li(a(section.title).withHref("#" + id)))))
                                .attr("aria-label", "In this report"));
    }

    /** The non-empty sections, in the order of a recovery. */
    private Map<String, Section> sections() {
        Map<String, Section> sections = new LinkedHashMap<>();
        if (!report.times().isEmpty()) {
            sections.put("times", new Section("Times", blocks -> blocks.lines(report.times()
                    .stream()
                    .map(moment -> Line.text(moment.what(), ReportWords.time(moment.time(), zone)))
                    .toList())));
        }
        report.assessment()
                .ifPresent(found -> sections.put("quorum",
                        new Section("Quorum", blocks -> new SourcePart(blocks, zone).assessment(found))));
        if (!report.checklist().isEmpty()) {
            sections.put("damage", new Section("Stop the damage",
                    blocks -> new SourcePart(blocks, zone).checklist(report.checklist())));
        }
        report.save()
                .ifPresent(save -> sections.put("save",
                        new Section("Saved snapshot", blocks -> new SourcePart(blocks, zone).save(save))));
        report.rescue()
                .ifPresent(rescue -> sections.put("rescue",
                        new Section("Source", blocks -> new SourcePart(blocks, zone).rescue(rescue))));
        report.inspection()
                .ifPresent(found -> sections.put("inspection",
                        new Section("Inspection", blocks -> new InspectionPart(blocks, zone).inspection(found))));
        report.loss()
                .ifPresent(loss -> sections.put("loss",
                        new Section("What restoring it loses", blocks -> new LossPart(blocks).loss(loss))));
        if (!report.allConsents().isEmpty()) {
            sections.put("consents", new Section("Agreed to", blocks -> blocks.sentences(report.allConsents())));
        }
        report.plan()
                .ifPresent(plan -> sections.put("plan",
                        new Section("Plan", blocks -> new RestorePart(blocks).plan(plan,
                                report.delivered().filter(Delivery::only).isPresent()))));
        report.rehearsal()
                .ifPresent(result -> sections.put("rehearsal",
                        new Section("Rehearsal", blocks -> new RehearsalPart(blocks, zone).rehearsal(result))));
        report.result()
                .ifPresent(result -> sections.put("result",
                        new Section("Written directories", blocks -> new RestorePart(blocks).result(result))));
        report.delivered()
                .filter(delivery -> !delivery.members().isEmpty())
                .ifPresent(delivery -> sections.put("delivered",
                        new Section("On the members’ hosts", blocks -> new RestorePart(blocks).delivered(delivery))));
        if (!report.commands().isEmpty()) {
            sections.put("commands",
                    new Section("Commands", blocks -> new RestorePart(blocks).commands(report.commands())));
        }
        report.proof()
                .ifPresent(proof -> sections.put("proof",
                        new Section("Proof", blocks -> new ProofPart(blocks, zone, report.plan()).proof(proof))));
        if (!report.strangers().isEmpty()) {
            sections.put("other-clusters", new Section("Other clusters that answer",
                    blocks -> new ProofPart(blocks, zone, report.plan()).strangers(report.strangers())));
        }
        if (!report.silences().isEmpty()) {
            sections.put("silent-members", new Section("Members that no longer answer",
                    blocks -> new ProofPart(blocks, zone, report.plan()).silences(report.silences())));
        }
        return sections;
    }

    private record Section(String title, Consumer<HtmlBlocks> content) {}

    private static String styleSheet() {
        try (InputStream css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
