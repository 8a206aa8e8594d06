package org.etcdrecovery.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.command.JoinCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.handover.StartGuide;
import org.etcdrecovery.core.handover.StartScript;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.Shell;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pastes the commands for the operator unchanged, and a cluster starts. */
@Tag("judge")
class StartedByHandTest {
    private static final EtcdVersion VERSION = EtcdVersion.V3_6;

    @TempDir
    private Path directory;

    @Test
    void threeMembersStartByTheCommandsOfTheGuide() throws IOException {
        List<Member> members = Member.onFreePorts(directory, 3);
        RestorePlan plan = restore(members);
        try (Shell shell = new Shell(VERSION, directory)) {
            for (PlannedMember member : plan.members()) {
                Placement place = Placement.usual(plan, member, StartForm.COMMAND, _ -> false);
                List<HandOver> steps = StartGuide.of(plan, member, place, StartForm.COMMAND);
                assertThat(steps.get(1).title()).isEqualTo(member.name() + " stays on this host");
                steps.stream()
                        .skip(1)
                        .flatMap(step -> step.commands().stream())
                        .map(Command::text)
                        .forEach(shell::start);
            }
            assertProven(plan, members);
            assertThat(shell.isEverythingRunning()).isTrue();
        }
    }

    @Test
    void aMemberStartsByItsScriptAndAnotherJoins() throws IOException {
        List<Member> members = Member.onFreePorts(directory, 2);
        Member second = members.get(1);
        RestorePlan plan = restore(members.subList(0, 1));
        try (Shell shell = new Shell(VERSION, directory)) {
            PlannedMember member = plan.members().getFirst();
            Path script = Files.writeString(directory.resolve(StartScript.fileName(member)),
                    StartScript.of(plan, member, Placement.asRestored(plan, member)).text());
            shell.start("bash " + script.getFileName());
            assertProven(plan, members.subList(0, 1));

            MemberRequest joining = new MemberRequest(second.name(), List.of(second.peerUrl().toString()),
                    List.of(second.clientUrl().toString()), Optional.of(second.dataDir()), Optional.empty(), false);
            List<HandOver> steps = new JoinCommands(Recovery.connection(members.subList(0, 1)), plan).of(joining,
                    List.of());
            shell.run(text(steps.get(0)));
            shell.start(text(steps.get(1)));
            shell.run("until [ \"$(" + text(steps.get(2)) + " | grep -c http)\" = 2 ]; do :; done");
            assertThat(shell.run(text(steps.get(2)))).contains(second.clientUrl().toString());
            assertThat(
                    shell.run("promote() { set -e; " + text(steps.get(3)) + "\n}; until promote; do :; done"))
                    .contains("promoted");
            assertThat(Recovery.assess(Recovery.connection(members)).verdict()).isEqualTo(Verdict.HEALTHY);
        }
    }

    private RestorePlan restore(List<Member> members) throws IOException {
        Path snapshot = Snapshots.of(VERSION, SnapshotContent.HISTORY).file();
        return Recovery.restore(snapshot, VERSION, members, "by hand", 1_000_000);
    }

    private static void assertProven(RestorePlan plan, List<Member> members) throws IOException {
        ConnectionSettings settings = Recovery.connection(members);
        Proof proof = Prover.prove(new ProofRequest(plan, settings, true, Duration.ofSeconds(60)), _ -> {},
                Progress.NONE);
        assertThat(proof.proven()).as("%s", proof).isTrue();
    }

    private static String text(HandOver step) {
        return step.commands().getFirst().text();
    }
}
