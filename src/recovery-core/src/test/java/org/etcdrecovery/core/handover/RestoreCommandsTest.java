package org.etcdrecovery.core.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.plan.Samples;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.junit.jupiter.api.Test;

class RestoreCommandsTest {
    @Test
    void saysWhatEtcdutlWouldHaveToBeTold() {
        RestorePlan plan = plan(Samples.request(), Samples.PLAIN);
        Command command = RestoreCommands.of(plan, plan.members().get(1));
        assertThat(command.text()).isEqualTo("""
                etcdutl snapshot restore /backup/snapshot.db \\
                  --name m1 \\
                  --data-dir /restore/m1.etcd \\
                  --initial-cluster m0=http://10.0.0.1:2380,m1=http://10.0.0.2:2380,m2=http://10.0.0.3:2380 \\
                  --initial-cluster-token newtok \\
                  --initial-advertise-peer-urls http://10.0.0.2:2380""");
        assertThat(command.notes()).isEmpty();
    }

    /** This command ran in a shell, with other paths, and etcdutl 3.6.16 printed added-peer-id 3ca3980827e90903. */
    @Test
    void quotesAndStatesEveryOption() {
        MemberRequest member = new MemberRequest("it's m 0", List.of("http://[::1]:1", "http://a:2"), List.of(),
                Optional.of(Path.of("/restore/data dir")), Optional.of(Path.of("/wal/$m")), false);
        RestorePlan plan = plan(RestoreRequest.builder(List.of(member), "new token")
                .revisionBump(5)
                .markCompacted(true)
                .skipHashCheck(true)
                .clearAlarms(true)
                .owner(new Owner("etcd", Optional.of("adm"))),
                Samples.PLAIN.hash(State.ABSENT));
        assertThat(plan.members().getFirst().id()).isEqualTo(new MemberId(0x3ca3980827e90903L));
        Command command = RestoreCommands.of(plan, plan.members().getFirst());
        assertThat(command.text()).isEqualTo("""
                etcdutl snapshot restore /backup/snapshot.db \\
                  --name 'it'\\''s m 0' \\
                  --data-dir '/restore/data dir' \\
                  --wal-dir '/wal/$m' \\
                  --initial-cluster 'it'\\''s m 0=http://[::1]:1,it'\\''s m 0=http://a:2' \\
                  --initial-cluster-token 'new token' \\
                  --initial-advertise-peer-urls 'http://[::1]:1,http://a:2' \\
                  --bump-revision 5 \\
                  --mark-compacted \\
                  --skip-hash-check""");
        assertThat(command.notes()).containsExactly(
                "--bump-revision and --mark-compacted exist since 3.4.27 and 3.5.10.",
                "The tool keeps the snapshot's alarms. After the start, run: etcdctl alarm disarm",
                "The files belong to the user who runs the tool. Afterwards, run: "
                        + "chown -R etcd:adm '/restore/data dir' '/wal/$m'");
    }

    @Test
    void namesTheToolOf34AndItsFaults() {
        RestorePlan plan = plan(Samples.request().target(new MinorVersion(3, 4)), Samples.of(4));
        Command command = RestoreCommands.of(plan, plan.members().getFirst());
        assertThat(command.text()).startsWith("ETCDCTL_API=3 etcdctl snapshot restore /backup/snapshot.db \\\n");
        assertThat(command.notes()).singleElement().asString().contains("leaves the members of the lost cluster");
    }

    @Test
    void saysThatTheToolsKnowNoLearners() {
        RestorePlan plan = plan(RestoreRequest.builder(List.of(Samples.member("m0", "http://a:1"),
                Samples.learner("m1", "http://b:1")), "newtok"), Samples.PLAIN);
        assertThat(RestoreCommands.of(plan, plan.members().get(0)).notes())
                .containsExactly(
                        "The tool does not support learners: it makes every member of --initial-cluster a voter.");
        assertThat(RestoreCommands.of(plan, plan.members().get(1)).notes())
                .containsExactly("The tool does not support learners: it makes m1 a voter.");
    }

    private static RestorePlan plan(RestoreRequest.Builder request, Samples snapshot) {
        return ((PlanResult.Accepted) Planner.plan(request.build(), snapshot.facts())).plan();
    }
}
