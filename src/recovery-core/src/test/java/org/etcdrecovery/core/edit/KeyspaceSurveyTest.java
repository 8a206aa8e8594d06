package org.etcdrecovery.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.HashKvReader;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.junit.jupiter.api.Test;

/** What a survey says of an edit is what a server would say of the edited keyspace. */
class KeyspaceSurveyTest {
    private static final Path SAMPLE = sample();
    private static final LeaseId MASTER = new LeaseId(0x694d8735cdd858b2L);

    private static Path sample() {
        Path up = Path.of("").toAbsolutePath();
        while (!Files.exists(up.resolve("src/recovery-core/src/test/samples/kubernetes.db"))) {
            up = Optional.ofNullable(up.getParent()).orElseThrow();
        }
        return up.resolve("src/recovery-core/src/test/samples/kubernetes.db");
    }

    @Test
    void ofNoChangeSaysWhatTheInspectionSays() throws IOException {
        SnapshotFacts facts = Inspector.inspect(SAMPLE, Progress.NONE, _ -> {}).facts().orElseThrow();
        EditedKeyspace edited = survey(KeyspaceEdit.NONE);

        assertThat(edited.hash()).isEqualTo(facts.predictedHash());
        assertThat(edited.servedKeys()).isEqualTo(facts.servedKeys());
        assertThat(edited.change().lastRevision()).isEqualTo(facts.revisions().current());
        assertThat(edited.leases()).extracting(LeaseEffect::fate).containsExactly(Fate.KEPT, Fate.KEPT);
        assertThat(edited.leases().getLast().isMasterLease()).isTrue();
    }

    @Test
    void hashesEveryEarlierRevisionAsAServerDoes() throws IOException {
        for (long revision = 131; revision <= 226; revision++) {
            EditedKeyspace edited = survey(KeyspaceEdit.NONE.withAsOf(OptionalLong.of(revision)));
            assertThat(edited.hash().unbumped()).as("revision " + revision)
                    .isEqualTo(HashKvReader.read(SAMPLE, revision, Progress.NONE).hash());
            assertThat(edited.change().lastRevision()).isEqualTo(revision);
        }
    }

    @Test
    void hashesWhatALaterCompactionLeaves() throws IOException {
        try (SnapshotFile file = SnapshotFile.open(SAMPLE)) {
            for (long revision : new long[]{150, 200, 225}) {
                assertThat(KeyspaceSurvey.hashCompactedAt(file, KeyspaceEdit.NONE, revision, Progress.NONE))
                        .isEqualTo(HashKvReader.readCompacted(SAMPLE, 226, revision, Progress.NONE).hash());
            }
        }
    }

    @Test
    void countsWhatGoesWithALease() throws IOException {
        EditedKeyspace one = survey(KeyspaceEdit.NONE.withLeases(LeaseChoice.KEEP.with(MASTER, true)));
        assertThat(one.change().dropped()).isEqualTo(new Tally(1, 1));
        assertThat(one.kept()).isEqualTo(new Tally(1, 12));
        assertThat(one.change().leases()).extracting(LeaseEffect::firstKey)
                .containsExactly("/registry/masterleases/10.0.0.11");
        assertThat(one.change().lastRevision()).isEqualTo(227);
        EditedKeyspace all = survey(KeyspaceEdit.NONE.withLeases(new LeaseChoice(true, Set.of())));
        assertThat(all.change().dropped()).isEqualTo(new Tally(2, 13));
        assertThat(all.kept()).isEqualTo(new Tally(0, 0));
        assertThat(all.servedKeys()).isEqualTo(one.servedKeys() - 12);
    }

    @Test
    void aKeyThatIsDroppedDoesNotComeBack() throws IOException {
        long back = 0;
        for (long revision = 131; revision <= 225; revision += 5) {
            KeyspaceEdit asOf = KeyspaceEdit.NONE.withAsOf(OptionalLong.of(revision));
            EditedKeyspace drops = survey(asOf.withLeases(LeaseChoice.KEEP.with(MASTER, true)));

            back += masterLeasesBack(survey(asOf));
            assertThat(masterLeasesBack(drops)).as("revision " + revision).isZero();
        }
        assertThat(back).isPositive();
    }

    /** Keys that were deleted since come back, too, so there can be more of them than keys that lose a value. */
    @Test
    void keysThatComeBackAreNotAmongThoseThatLoseAValue() {
        KeyspaceChange change = new KeyspaceChange(KeyspaceEdit.NONE, 7, List.of(), new Tally(0, 0), new Tally(0, 0),
                new Tally(0, 0), List.of(new Subtree("a/", 1, 12, 0, 0), new Subtree("b/", 0, 0, 2, 20)));

        assertThat(change.goingBack()).isEqualTo("1 key (12 B) written since loses its present value; 2 keys get an"
                + " earlier value, deleted ones included");
    }

    private static long masterLeasesBack(EditedKeyspace edited) {
        return edited.change()
                .subtrees()
                .stream()
                .filter(tree -> tree.prefix().equals("/registry/masterleases/"))
                .mapToLong(Subtree::backKeys)
                .sum();
    }

    @Test
    void findsNoLeaseOfAWrongId() throws IOException {
        LeaseId wrong = new LeaseId(0x1f);

        assertThat(survey(KeyspaceEdit.NONE.withLeases(LeaseChoice.KEEP.with(wrong, true))).unknown())
                .containsExactly(wrong);
    }

    private static EditedKeyspace survey(KeyspaceEdit edit) throws IOException {
        try (SnapshotFile file = SnapshotFile.open(SAMPLE)) {
            return KeyspaceSurvey.of(file, edit, Progress.NONE);
        }
    }
}
