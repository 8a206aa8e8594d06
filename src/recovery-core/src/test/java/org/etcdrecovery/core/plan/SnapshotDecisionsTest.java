package org.etcdrecovery.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.plan.Plans.accepted;
import static org.etcdrecovery.core.plan.Plans.refusal;
import static org.etcdrecovery.core.plan.Plans.refusals;
import static org.etcdrecovery.core.plan.Plans.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.Crc32c;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of a snapshot: its revision and bump, its hash, its alarms, and the consents they need. */
class SnapshotDecisionsTest {
    @TempDir
    private Path directory;

    @Test
    void raisesTheRevisionAndExtendsTheHash() {
        RestorePlan plan = accepted(Samples.request().revisionBump(1_000_000_000).markCompacted(true), Samples.PLAIN);
        assertThat(plan.revisions().last()).isEqualTo(1_000_001_000);
        assertThat(plan.revisions().marksCompacted()).isTrue();
        assertThat(plan.hashKv()).isEqualTo(
                Crc32c.update(Samples.COMPACTED_HASH_KV, new Revision(1_000_001_000, 0).toKey()));
    }

    @Test
    void hashesTheBumpAsOneMoreRecord() {
        byte[] before = "key and whatever else is hashed".getBytes(UTF_8);
        CRC32C whole = new CRC32C();
        whole.update(before);
        int prefix = (int) whole.getValue();
        whole.update(new Revision(7, 0).toKey());
        assertThat(Crc32c.update(prefix, new Revision(7, 0).toKey())).isEqualTo((int) whole.getValue());
    }

    @Test
    void startsAtRevisionOneOrAtTheCompaction() {
        assertThat(accepted(Samples.request(), Samples.PLAIN.revisions(0, -1)).revisions().last()).isEqualTo(1);
        assertThat(accepted(Samples.request(), Samples.PLAIN.revisions(7, 9)).revisions().last()).isEqualTo(9);
    }

    @Test
    void wantsBumpAndCompactionTogether() {
        refusals(Samples.request().revisionBump(5)).containsExactly(
                refusal(Field.MARK_COMPACTED, "The raised revision is not marked as compacted"));
        refusals(Samples.request().markCompacted(true)).containsExactly(
                refusal(Field.MARK_COMPACTED, "Marking as compacted requires a revision bump"));
    }

    @Test
    void refusesBumpsThatLeadNowhere() {
        refusals(Samples.request().revisionBump(-5))
                .containsExactly(refusal(Field.REVISION_BUMP, "The revision bump -5 is negative"));
        long most = Compaction.LAST_USABLE - 1000;
        assertThat(accepted(Samples.request().revisionBump(most).markCompacted(true), Samples.PLAIN).revisions().last())
                .isEqualTo(Compaction.LAST_USABLE);
        for (long bump : List.of(most + 1, Long.MAX_VALUE - 1000, Long.MAX_VALUE)) {
            refusals(Samples.request().revisionBump(bump).markCompacted(true))
                    .containsExactly(refusal(Field.REVISION_BUMP, "The revision 1000 cannot be raised by " + bump));
        }
        assertThat(refused(Samples.request().revisionBump(2).markCompacted(true), Samples.PLAIN.revisions(7, 9)))
                .extracting(Problem::message)
                .containsExactly("The raised revision 9 is not beyond the compaction at 9");
    }

    /** The inspection knows them without any decision about leases. */
    @Test
    void warnsOfKeysWhoseLeasesAreGone() throws IOException {
        EtcdFile file = EtcdFile.usual().put("/orphan", "value", 0x99);
        Inspection inspection = Inspections.of(Files.write(directory.resolve("orphans.db"), file.snapshot()));

        assertThat(Planner.plan(Samples.request().build(), inspection).problems())
                .anySatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.LEASES_ORPHANED);
                    assertThat(problem.message()).startsWith("1 key is attached to a lease that does not exist");
                });
        assertThat(PreparePlanner
                .plan(new PrepareRequest(5, true, false, Optional.empty(), Set.of()), inspection))
                .isInstanceOfSatisfying(PrepareResult.Accepted.class,
                        accepted -> assertThat(accepted.plan().warnings()).extracting(Problem::code)
                                .contains(ProblemCode.LEASES_ORPHANED));
    }

    @Test
    void warnsThatOpenShiftRaisesTheRevisionItself() throws IOException {
        PrepareRequest request = new PrepareRequest(5, true, false, Optional.empty(), Set.of());

        assertThat(PreparePlanner.plan(request, inspect(new EtcdFile().put("/kubernetes.io/namespaces/a", "1"))))
                .isInstanceOfSatisfying(PrepareResult.Accepted.class,
                        accepted -> assertThat(accepted.plan().warnings()).extracting(Problem::code)
                                .contains(ProblemCode.PREPARE_OPENSHIFT));
        assertThat(PreparePlanner.plan(request, inspect(new EtcdFile().put("/registry/namespaces/a", "1"))))
                .isInstanceOfSatisfying(PrepareResult.Accepted.class,
                        accepted -> assertThat(accepted.plan().warnings()).extracting(Problem::code)
                                .doesNotContain(ProblemCode.PREPARE_OPENSHIFT));
    }

    private Inspection inspect(EtcdFile file) throws IOException {
        return Inspections.of(Files.write(directory.resolve("snapshot.db"), file.snapshot()));
    }

    @Test
    void warnsOfBumpsThatHurtLater() {
        assertThat(accepted(Samples.request().revisionBump(1L << 60).markCompacted(true), Samples.PLAIN)
                .warnings())
                .containsExactly("The raised revision " + ((1L << 60) + 1000) + " is beyond 2^53");
        assertThat(accepted(Samples.request().revisionBump(5).markCompacted(true), Samples.of(4)).warnings())
                .containsExactly("etcd 3.4 before 3.4.27 cannot prove a raised revision");
        assertThat(accepted(Samples.request(), Samples.PLAIN.ofKubernetes()).warnings())
                .containsExactly("A Kubernetes keyspace would be restored without a revision bump");
    }

    @Test
    void wantsConsentForASnapshotThatNothingProves() {
        assertThat(refused(Samples.request(), Samples.PLAIN.hash(State.ABSENT))).extracting(Problem::message)
                .containsExactly("The snapshot has no trailing SHA-256");
        assertThat(refused(Samples.request(), Samples.PLAIN.hash(State.WRONG))).extracting(Problem::message)
                .containsExactly("The trailing SHA-256 of the snapshot is wrong");
        RestoreRequest.Builder consent = Samples.request().skipHashCheck(true);
        assertThat(accepted(consent, Samples.PLAIN.hash(State.ABSENT)).warnings())
                .containsExactly("The snapshot has no trailing SHA-256");
        assertThat(accepted(consent, Samples.PLAIN.hash(State.WRONG)).warnings())
                .containsExactly("The trailing SHA-256 of the snapshot is wrong");
        assertThat(accepted(consent, Samples.PLAIN).warnings()).isEmpty();
    }

    @Test
    void keepsOfTheConsentsWhatWasNeeded() {
        RestoreRequest.Builder consent = Samples.request().skipHashCheck(true);
        assertThat(accepted(consent, Samples.PLAIN.hash(State.ABSENT)).accepted())
                .containsExactly(ProblemCode.HASH_MISSING);
        assertThat(accepted(consent, Samples.PLAIN.hash(State.WRONG)).accepted())
                .containsExactly(ProblemCode.HASH_WRONG);
        assertThat(accepted(consent, Samples.PLAIN).accepted()).isEmpty();
        assertThat(refused(Samples.request().accepted(Set.of(ProblemCode.HASH_WRONG)),
                Samples.PLAIN.hash(State.ABSENT))).isNotEmpty();
    }

    @Test
    void warnsOfAlarmsUnlessTheyAreCleared() {
        Samples alarmed = Samples.PLAIN.alarms(new Alarm(new MemberId(1), Alarm.Kind.NOSPACE),
                new Alarm(new MemberId(2), Alarm.Kind.NOSPACE),
                new Alarm(new MemberId(1), Alarm.Kind.CORRUPT));
        assertThat(accepted(Samples.request(), alarmed).warnings()).containsExactly(
                "The snapshot carries the alarm NOSPACE", "The snapshot carries the alarm CORRUPT");
        assertThat(accepted(Samples.request().clearAlarms(true), alarmed).warnings()).isEmpty();
    }

    @Test
    void refusesAnAlarmThatEtcdCannotReadUnlessItIsCleared() {
        Samples alarmed = Samples.PLAIN.alarms(new Alarm(new MemberId(0), Alarm.Kind.UNREADABLE));
        assertThat(refused(Samples.request(), alarmed)).extracting(Problem::message)
                .containsExactly("The snapshot carries an alarm that etcd cannot read");
        assertThat(accepted(Samples.request().clearAlarms(true), alarmed).warnings()).isEmpty();
    }
}
