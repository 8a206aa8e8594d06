package org.etcdrecovery.core.rescue.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.LogDump;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;

/** The only member of a cluster, killed under load. A test damages it and compares its rescue with what a server makes of it. */
final class KilledMember {
    /** Keeps everything in the log that is not needed to start. */
    static final List<String> DATABASE_LAGS = List.of("--backend-batch-interval=1h", "--backend-batch-limit=1000000");

    private final EtcdVersion version;
    private final Member member;
    private final SoftAssertions soft;

    private KilledMember(EtcdVersion version, Member member, SoftAssertions soft) {
        this.version = version;
        this.member = member;
        this.soft = soft;
    }

    /**
     * Starts a server in a new directory, and kills it after the load.
     *
     * @param soft collects what {@link #compare} finds to be wrong
     */
    static KilledMember of(EtcdVersion version, Path place, List<String> flags, Consumer<RealCluster> load,
            SoftAssertions soft) throws IOException {
        return of(version, Member.onFreePorts(Files.createDirectories(place), 1).getFirst(), flags, load, soft);
    }

    /** As above, on a directory that may have been restored. */
    static KilledMember of(EtcdVersion version, Member member, List<String> flags, Consumer<RealCluster> load,
            SoftAssertions soft) {
        try (RealCluster cluster = RealCluster.start(version, List.of(member), flags.toArray(String[]::new))) {
            load.accept(cluster);
            cluster.member(0).kill();
        }
        return new KilledMember(version, member, soft);
    }

    Path dataDir() {
        return member.dataDir();
    }

    Path database() {
        return Judge.database(member);
    }

    Path walDir() {
        return dataDir().resolve("member/wal");
    }

    /** The segments of its log, in order. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(walDir())) {
            return files.filter(file -> file.toString().endsWith(".wal")).sorted().toList();
        }
    }

    /** The records of its first segment. */
    List<DumpedRecord> records() throws IOException {
        List<DumpedRecord> records = new ArrayList<>();
        LogDump.dump(segments().getFirst(), false, records::add, Progress.NONE);
        return records;
    }

    MemberDirectory assess() throws IOException {
        return DirectoryAssessor.assess(dataDir(), Progress.NONE);
    }

    /** What a rescue brings back; empty if it is impossible. */
    Optional<Records> rescue() throws IOException {
        return rescue(assess());
    }

    Optional<Records> rescue(MemberDirectory found) throws IOException {
        Path out = dataDir().resolveSibling("rescued.db");
        Files.deleteIfExists(out);
        Files.deleteIfExists(RecordedOrigin.manifestOf(out));
        try (Replay replay = Replay.of(found, new ReplayOptions(false, ApplyRules.parse(version.full())),
                Progress.NONE)) {
            if (replay.result().isImpossible()) {
                return Optional.empty();
            }
            replay.write(out, _ -> "{}");
            return Optional.of(Records.of(out));
        }
    }

    /**
     * Compares a rescue with a server that starts on a copy: where the server serves, the rescue brings back no less, and
     * exactly the same if nothing is found to be wrong. Where it does not, something is found to be wrong.
     */
    MemberDirectory compare(String what) throws IOException {
        MemberDirectory found = assess();
        Optional<Records> rescued = rescue(found);
        Member judge = Judge.copyOf(member, "judge");
        Judge.Outcome outcome = Judge.start(version, judge);
        if (outcome == Judge.Outcome.SERVES) {
            Records served = Records.of(Judge.database(judge));
            soft.assertThat(rescued.map(Judge::revision).orElse(0L))
                    .as("%s %s: %s", version, what, found.findings())
                    .isGreaterThanOrEqualTo(Judge.revision(served));
            if (rescued.isPresent() && found.findings().stream().noneMatch(KilledMember::isAboutLog)) {
                assertSame(rescued.get(), served, what);
            }
        } else {
            soft.assertThat(found.findings())
                    .as("%s %s: the server %s", version, what, outcome)
                    .anyMatch(KilledMember::isAboutLog);
        }
        delete(judge.dataDir());
        return found;
    }

    /**
     * That a rescue is possible and brings back these records, or values that the database itself has in their place: it has
     * no checksums, so that a server serves such values as well.
     */
    void assertRescued(Records expected, String what) throws IOException {
        Optional<Records> rescued = rescue();
        soft.assertThat(rescued).as("%s %s", version, what).isPresent();
        if (rescued.isPresent()) {
            undoUnseen(rescued.get(), expected);
            assertSame(rescued.get(), expected, what);
        }
    }

    /** Undoes changes of values that the database has too. */
    private void undoUnseen(Records rescued, Records expected) {
        SortedMap<byte[], byte[]> stored;
        try {
            stored = Records.of(database()).bucket("key");
        } catch (IOException e) {
            // Nothing of a database that cannot be read may be in the rescue.
            return;
        }
        SortedMap<byte[], byte[]> intact = expected.bucket("key");
        rescued.bucket("key")
                .replaceAll((key, value) -> intact.containsKey(key) && Arrays.equals(value, stored.get(key))
                        && Objects.requireNonNull(intact.get(key)).length == value.length
                                ? Objects.requireNonNull(intact.get(key))
                                : value);
    }

    /** Whether it changes what is done next, and is about more than the content of the database. */
    static boolean isAboutLog(Finding finding) {
        return finding.severity() != Severity.NOTE && finding.code() instanceof RescueCode;
    }

    private void assertSame(Records rescued, Records expected, String what) {
        soft.assertThat(Judge.differences(rescued, expected))
                .as("%s %s", version, what)
                .allMatch(this::isUndetermined);
    }

    /** A server stores its storage version on a timer; 3.4 does not log passwords. */
    private boolean isUndetermined(String name) {
        return name.startsWith("meta/storageVersion")
                || (version == EtcdVersion.V3_4 && name.startsWith("authUsers/"));
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
