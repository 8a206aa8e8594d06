package org.etcdrecovery.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import org.etcdrecovery.core.restore.TargetProblem;
import org.etcdrecovery.core.restore.TargetProblem.Taken;
import org.etcdrecovery.core.restore.TargetRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetWordsTest {
    @TempDir
    Path directory;

    /** The core begins as etcdutl does; the name may hold what a pattern would take for its end. */
    @Test
    void aDirectoryThatIsTakenIsNamedWithWhatItHolds() throws Exception {
        Path taken = Files.createDirectories(directory.resolve("of m1"));
        Files.createFile(taken.resolve("old notes. And more\u001b"));
        Recovery recovery = TestTools.inspectedSample();
        recovery.edit(builder -> builder.members(List.of(new MemberRequest("m1", List.of("http://192.0.2.1:2380"),
                List.of(), Optional.of(taken), Optional.empty(), false))));
        TargetProblem problem = TargetRules.check(recovery.acceptedPlan().orElseThrow()).getFirst();

        assertThat(problem.sentence())
                .startsWith("data-dir \"" + taken + "\" not empty or could not be read: it holds ");
        assertThat(TargetWords.of(problem, recovery))
                .startsWith(taken + " is not empty: it holds old notes. And more\\x1b. Nothing is ever overwritten");
    }

    @Test
    void whatThisRunWroteIsItsOwnUnlessAnEtcdRunsThere() throws Exception {
        Recovery recovery = ThreeMembers.planned(directory);
        PlannedMember member = recovery.acceptedPlan().orElseThrow().members().getFirst();
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(
                                List.of(new RestoredMember(member.id(), member.name(), member.dataDir().orElseThrow(),
                                        member.walDir())),
                                0, 0, true, 0, 0),
                        TestTools.NOW, TestTools.NOW));

        assertThat(TargetWords.of(taken(member, false), recovery))
                .startsWith("This run wrote " + member.dataDir().orElseThrow());
        assertThat(TargetWords.of(taken(member, true), recovery)).endsWith("An etcd is running on it.");
    }

    private static TargetProblem taken(PlannedMember member, boolean running) {
        return new TargetProblem(member.name(), Field.DATA_DIR, "", Optional.of(
                new Taken(member.dataDir().orElseThrow(), "member",
                        running ? "An etcd is running on it." : "Choose another.",
                        running)));
    }
}
