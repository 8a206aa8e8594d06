package org.etcdrecovery.core.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.plan.Samples;
import org.etcdrecovery.core.shell.Command;
import org.junit.jupiter.api.Test;

class StartGuideTest {
    private static final MemberRequest M1 = new MemberRequest("m1", List.of("https://10.0.1.11:2380"),
            List.of("https://10.0.1.11:2379"), Optional.of(Path.of("/srv/restore/m1.etcd")), Optional.empty(), false);
    private static final MemberRequest M2 = new MemberRequest("m2", List.of("https://[fd00::2]:2380"),
            List.of("https://[fd00::2]:2379"), Optional.of(Path.of("/srv/restore/m2.etcd")),
            Optional.of(Path.of("/srv/restore/m2.wal")), false);
    private static final MemberRequest M3 = new MemberRequest("m3", List.of("http://127.0.0.1:2380"), List.of(),
            Optional.of(Path.of("/srv/restore/m3.etcd")), Optional.empty(), false);

    @Test
    void leadsAMemberToItsHost() {
        List<HandOver> steps = guide(StartForm.COMMAND, 0);
        assertThat(steps).extracting(HandOver::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(steps).extracting(HandOver::title)
                .containsExactly("Stop the etcd that runs on 10.0.1.11", "Copy to 10.0.1.11, and compare",
                        "On that host, move the old directory aside and set the owner",
                        "Start it, together with m2 and m3",
                        "Keep clients, such as API servers, stopped until Verify reports proven");
        assertThat(texts(steps.get(1))).containsExactly("""
                rsync -a --checksum /srv/restore/m1.etcd/ 10.0.1.11:/var/lib/etcd.new/
                rsync -a --checksum --delete --dry-run --itemize-changes /srv/restore/m1.etcd/ \
                10.0.1.11:/var/lib/etcd.new/""");
        assertThat(texts(steps.get(2))).containsExactly(
                """
                        mv -T /var/lib/etcd /var/lib/etcd.before-recovery
                        mv -T /var/lib/etcd.new /var/lib/etcd && chown -R etcd:etcd /var/lib/etcd && chmod 700 /var/lib/etcd""");
        assertThat(texts(steps.get(3)).getFirst())
                .startsWith("# Replace ")
                .contains("\nrunuser -u etcd -- etcd \\\n  --name m1 \\\n  --data-dir /var/lib/etcd \\\n")
                .contains("--initial-cluster-state existing \\\n  --cert-file /REPLACE-ME/server.crt");
        assertThat(steps.get(4).commands()).isEmpty();
    }

    @Test
    void bringsASeparateLogAlong() {
        List<HandOver> steps = guide(StartForm.UNIT, 1);
        assertThat(texts(steps.get(1))).hasSize(2);
        assertThat(texts(steps.get(1)).get(1))
                .startsWith("rsync -a --checksum /srv/restore/m2.wal/ '[fd00::2]:/var/lib/etcd-wal.new/'\n");
        assertThat(texts(steps.get(2))).hasSize(2);
        assertThat(texts(steps.getFirst())).containsExactly("systemctl stop etcd");
        assertThat(texts(steps.get(3)).get(0)).contains("--wal-dir /var/lib/etcd-wal", "User=etcd\nGroup=etcd\n");
        assertThat(texts(steps.get(3)).get(1)).isEqualTo(
                "systemctl daemon-reload && systemctl enable etcd && systemctl start --no-block etcd");
    }

    @Test
    void leavesAMemberOfThisHostWhereItIs() {
        List<HandOver> steps = guide(StartForm.COMMAND, 2);
        assertThat(steps).hasSize(4);
        assertThat(steps.get(1)).isEqualTo(
                new HandOver(2, "m3 stays on this host", List.of(), "Its data directory is /srv/restore/m3.etcd."));
        assertThat(texts(steps.get(2)).getFirst())
                .startsWith("etcd \\\n  --name m3 \\\n  --data-dir /srv/restore/m3.etcd");
    }

    @Test
    void knowsThisHostByItsNamesAndSetsThePlannedOwner() {
        RestorePlan plan = plan(Optional.of(new Owner("1000", Optional.of("1000"))), M1);
        PlannedMember member = plan.members().getFirst();
        Placement place = Placement.usual(plan, member, StartForm.COMMAND, "10.0.1.11"::equals);
        assertThat(place.here()).isTrue();
        List<HandOver> steps = StartGuide.of(plan, member, place, StartForm.COMMAND);
        assertThat(steps).extracting(HandOver::title)
                .startsWith("Stop the etcd that runs on this host", "m1 stays on this host",
                        "Set the owner", "Start it");
        assertThat(texts(steps.get(2))).containsExactly(
                "chown -R 1000:1000 /srv/restore/m1.etcd && chmod 700 /srv/restore/m1.etcd");
        assertThat(texts(steps.get(3)).getFirst()).contains("\nsetpriv --reuid=1000 --regid=1000 --clear-groups etcd ");
    }

    @Test
    void copiesWithinAHostToADirectoryThatIsNotWhereItWasRestored() {
        RestorePlan plan = plan(Optional.empty(), M3);
        PlannedMember member = plan.members().getFirst();
        Placement place = Placement.usual(plan, member, StartForm.COMMAND, _ -> false).withDataDir("/var/lib/etcd");
        List<HandOver> steps = StartGuide.of(plan, member, place, StartForm.COMMAND);
        assertThat(steps.get(1).title()).isEqualTo("Copy to /var/lib/etcd.new, and compare");
        assertThat(texts(steps.get(1)).getFirst())
                .startsWith("rsync -a --checksum /srv/restore/m3.etcd/ /var/lib/etcd.new/\n");
        assertThat(texts(steps.get(2)).getFirst()).contains("mv -T /var/lib/etcd.new /var/lib/etcd");
    }

    @Test
    void ownerUnitAndDirectoryAgree() {
        for (StartForm form : List.of(StartForm.UNIT, StartForm.UNIT_CHANGES, StartForm.ENVIRONMENT,
                StartForm.STATIC_POD)) {
            List<HandOver> steps = guide(form, 2);
            String owner = form.usualOwner().toString();
            assertThat(texts(steps.get(2))).as("%s", form)
                    .containsExactly("chown -R " + owner + " /srv/restore/m3.etcd && chmod 700 /srv/restore/m3.etcd");
        }
        RestorePlan plan = plan(Optional.empty(), M3);
        PlannedMember member = plan.members().getFirst();
        String unit = StartCommands.systemdUnit(plan, member, Placement.asRestored(plan, member)).text();
        assertThat(unit).as("nothing is given to another user").doesNotContain("User=", "Group=");
    }

    @Test
    void givesMembersThatShareAHostDirectoriesOfTheirOwn() {
        MemberRequest other = new MemberRequest("m4", List.of("https://10.0.1.11:3380"), List.of(),
                Optional.of(Path.of("/srv/restore/m4.etcd")), Optional.empty(), false);
        RestorePlan plan = plan(Optional.empty(), M1, other);
        assertThat(plan.members())
                .extracting(member -> Placement.usual(plan, member, StartForm.UNIT, _ -> false).dataDir())
                .containsExactly("/var/lib/m1.etcd", "/var/lib/m4.etcd");
    }

    /** The second unit with the same name would replace the first. */
    @Test
    void givesMembersThatShareAHostUnitsOfTheirOwn() {
        MemberRequest other = new MemberRequest("m4", List.of("https://10.0.1.11:3380"), List.of(),
                Optional.of(Path.of("/srv/restore/m4.etcd")), Optional.empty(), false);
        RestorePlan plan = plan(Optional.empty(), M1, other, M2);
        List<Command> shared = startCommands(plan, 1, _ -> false);
        assertThat(shared.getFirst().notes()).startsWith("Save it as /etc/systemd/system/etcd-m4.service.");
        assertThat(shared.getLast().text())
                .isEqualTo("systemctl daemon-reload && systemctl enable etcd-m4 && systemctl start --no-block etcd-m4");
        assertThat(startCommands(plan, 2, _ -> false).getFirst().notes())
                .startsWith("Save it as /etc/systemd/system/etcd.service.");
        assertThat(startCommands(plan, 2, List.of("10.0.1.11", "fd00::2")::contains).getFirst().notes())
                .as("two names of this host")
                .startsWith("Save it as /etc/systemd/system/etcd-m2.service.");
    }

    private static List<Command> startCommands(RestorePlan plan, int index, Predicate<String> isThisHost) {
        PlannedMember member = plan.members().get(index);
        Placement place = Placement.usual(plan, member, StartForm.UNIT, isThisHost);
        return StartGuide.of(plan, member, place, StartForm.UNIT)
                .stream()
                .filter(step -> step.title().startsWith("Start it"))
                .findFirst()
                .orElseThrow()
                .commands();
    }

    @Test
    void changesAUnitThatExists() {
        List<HandOver> steps = guide(StartForm.UNIT_CHANGES, 0);
        assertThat(texts(steps.get(3)).get(0)).startsWith("--name m1 \\\n--data-dir /var/lib/etcd \\\n");
        assertThat(texts(steps.get(3)).get(1)).isEqualTo("systemctl daemon-reload && systemctl start --no-block etcd");
        assertThat(texts(guide(StartForm.ENVIRONMENT, 0).get(3)).get(0))
                .startsWith("ETCD_NAME=m1\nETCD_DATA_DIR=/var/lib/etcd\n");
    }

    @Test
    void changesTheManifestOfAStaticPod() {
        List<HandOver> steps = guide(StartForm.STATIC_POD, 0);
        assertThat(texts(steps.getFirst())).containsExactly(
                """
                        test ! -e /etc/kubernetes/etcd.yaml && mv /etc/kubernetes/manifests/etcd.yaml /etc/kubernetes/etcd.yaml &&
                          until [ -z "$(crictl ps --quiet --name '^etcd$')" ]; do sleep 1; done""");
        assertThat(texts(steps.get(2))).containsExactly(
                """
                        mv -T /var/lib/etcd /var/lib/etcd.before-recovery
                        mv -T /var/lib/etcd.new /var/lib/etcd && chown -R root:root /var/lib/etcd && chmod 700 /var/lib/etcd""");
        assertThat(texts(steps.get(3))).containsExactly("""
                - --name=m1
                - --data-dir=/var/lib/etcd
                - --listen-peer-urls=https://10.0.1.11:2380
                - --initial-advertise-peer-urls=https://10.0.1.11:2380
                - --listen-client-urls=https://127.0.0.1:2379,https://10.0.1.11:2379
                - --advertise-client-urls=https://10.0.1.11:2379
                - --initial-cluster=m1=https://10.0.1.11:2380,m2=https://[fd00::2]:2380,m3=http://127.0.0.1:2380
                - '--initial-cluster-token=it''s new'
                - --initial-cluster-state=existing""".indent(4).stripTrailing(),
                "mv -n /etc/kubernetes/etcd.yaml /etc/kubernetes/manifests/etcd.yaml");
    }

    @Test
    void movesTheVolumeOfAStaticPodAlong() {
        RestorePlan plan = plan(Optional.empty(), M1, M2, M3);
        PlannedMember member = plan.members().getFirst();
        Placement place = Placement.usual(plan, member, StartForm.STATIC_POD, _ -> false).withDataDir("/data/etcd");
        assertThat(texts(StartGuide.of(plan, member, place, StartForm.STATIC_POD).get(3)).get(1))
                .isEqualTo("""
                          volumeMounts:
                          - mountPath: /data/etcd
                            name: etcd-data
                        volumes:
                        - hostPath:
                            path: /data/etcd
                            type: Directory
                          name: etcd-data""".indent(2).stripTrailing());
    }

    private static List<HandOver> guide(StartForm form, int index) {
        RestorePlan plan = plan(Optional.empty(), M1, M2, M3);
        PlannedMember member = plan.members().get(index);
        return StartGuide.of(plan, member, Placement.usual(plan, member, form, _ -> false), form);
    }

    private static List<String> texts(HandOver step) {
        return step.commands().stream().map(Command::text).toList();
    }

    static RestorePlan plan(Optional<Owner> owner, MemberRequest... members) {
        RestoreRequest.Builder request = RestoreRequest.builder(List.of(members), "it's new");
        owner.ifPresent(request::owner);
        return ((PlanResult.Accepted) Planner.plan(request.build(), Samples.PLAIN.facts())).plan();
    }
}
