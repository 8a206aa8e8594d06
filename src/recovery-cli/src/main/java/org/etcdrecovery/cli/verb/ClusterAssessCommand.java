package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.terminal.Table;
import org.etcdrecovery.cli.terminal.Table.Frame;
import org.etcdrecovery.cli.text.EndpointText;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.report.json.AssessmentJson;
import org.etcdrecovery.core.text.Shown;

/** {@code cluster assess}: prints whether quorum is lost and what to do; the verdict is also the exit code. */
public final class ClusterAssessCommand extends ClusterVerb {
    private static final int COMMAND_INDENT = 6;

    public ClusterAssessCommand(Session session) {
        super(session, FailureStyle.OWN,
                "Determine whether a cluster has quorum, and what to do. Exit code 0: healthy; 1: quorum, but not"
                        + " everything works; 2: quorum lost; 3: unknown from here.");
    }

    /** Never that of a lost quorum, which a failure says nothing about. */
    @Override
    public int codeOf(Throwable thrown) {
        int code = super.codeOf(thrown);
        return code == ExitCode.QUORUM_LOST ? ExitCode.CANNOT_TELL : code;
    }

    @Override
    int run() throws CommandFailure, IOException {
        OutputFormat format = format();
        ConnectionSettings settings = settings();
        ProbeReport report = Prober.probe(settings, _ -> {}, progress());
        QuorumAssessment assessment = QuorumAssessor.assess(report, settings);
        print(switch (format) {
            case JSON -> AssessmentJson.print(assessment);
            case TABLE -> new EndpointText(report, report.rows()).statusTable() + members(assessment)
                    + text(assessment);
            case SIMPLE, FIELDS -> text(assessment);
        });
        return switch (assessment.verdict()) {
            case HEALTHY -> ExitCode.OK;
            case DEGRADED -> ExitCode.DEGRADED;
            case LOST -> ExitCode.QUORUM_LOST;
            case UNKNOWN -> ExitCode.CANNOT_TELL;
        };
    }

    private static String members(QuorumAssessment assessment) {
        Table table = new Table(List.of("MEMBER", "ID", "VOTES", "STATE"));
        for (MemberState state : assessment.members()) {
            table.row(List.of(Shown.name(state.member().called()), state.member().id().toString(),
                    state.member().learner() ? "no" : "yes",
                    state.isUnstarted()
                            ? "not started"
                            : state.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        return table.draw(Frame.ASCII);
    }

    private static String text(QuorumAssessment assessment) {
        StringBuilder text = new StringBuilder(assessment.headline()).append('\n');
        assessment.evidence().forEach(line -> text.append("  ").append(line).append('\n'));
        assessment.notices().forEach(line -> text.append("  Note: ").append(line).append('\n'));
        text.append("What to do:\n");
        for (Step step : assessment.steps()) {
            text.append("  - ").append(step.text()).append('\n');
            if (!step.command().isEmpty()) {
                text.append(step.command().indent(COMMAND_INDENT));
            }
        }
        text.append("Contacted:\n");
        assessment.contacts().forEach(contact -> text.append("  ").append(contact.sentence()).append('\n'));
        return text.toString();
    }
}
