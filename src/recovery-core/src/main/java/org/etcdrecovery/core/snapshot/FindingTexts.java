package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.packed.ForeignFile;
import org.etcdrecovery.core.snapshot.SnapshotFacts.Revisions;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.etcdrecovery.core.text.Counted;

/** The texts of the findings, in one place so that they can be read in one sitting. */
final class FindingTexts {
    static final String OTHER_COPY = "Take another copy or an older snapshot. Without one, the data directory of any"
            + " member, even a stopped one, is the better source.";

    private FindingTexts() {}

    static Finding unreadable(SnapshotFile file, MalformedDataException problem) throws IOException {
        if (problem.kind() == Kind.UNSUPPORTED_VERSION) {
            return new Finding(FindingCode.FILE_VERSION, Severity.FOREIGN, place(problem),
                    "A bbolt file of a version that etcd does not write",
                    sentence(problem) + " etcd " + EtcdRelease.known()
                            + " writes version 2, in little-endian byte order.",
                    "Use the etcd release that wrote the file, on the same kind of machine.");
        }
        if (problem.kind() == Kind.DAMAGED) {
            return new Finding(FindingCode.FILE_DAMAGED, Severity.DAMAGE, place(problem),
                    "The file was cut off or overwritten",
                    sentence(problem) + " etcd's own tools crash on it.", OTHER_COPY);
        }
        ForeignFile foreign = ForeignFile.recognise(file.source());
        FindingCode code = switch (foreign.kind()) {
            case EMPTY -> FindingCode.FILE_EMPTY;
            case PACKED -> FindingCode.FILE_PACKED;
            case OTHER -> FindingCode.FILE_FOREIGN;
        };
        String remedy = file.path().toString().endsWith(".part")
                ? "A .part file is a save that is still running or was interrupted. Save again."
                : foreign.remedy();
        return new Finding(code, Severity.FOREIGN, "", foreign.summary(), foreign.why(), remedy);
    }

    private static String sentence(MalformedDataException problem) {
        String contrast = problem.contrast();
        return contrast.substring(0, 1).toUpperCase(Locale.ROOT) + contrast.substring(1) + ".";
    }

    /** @param copied whether pages may come from different moments, because no SHA-256 of the image proves otherwise */
    static Finding metaPage(Problem problem, boolean copied) {
        if (problem.kind() == Problem.Kind.META_TRANSACTIONS && !copied) {
            return ContinuityTexts.changedByTool(problem);
        }
        if (problem.kind() != Problem.Kind.FORMAT) {
            return ContinuityTexts.page(problem);
        }
        return new Finding(FindingCode.FILE_META_PAGE, Severity.CARE, place(problem),
                "One of the two meta pages is not valid: " + problem.summary(),
                "This program uses the other one, as bbolt does. It may be one transaction older, and nothing shows how this"
                        + " one was lost.",
                "Compare with another copy if there is one.");
    }

    /**
     * A database from a data directory may be longer than its image. Other bytes after the image are reported with the
     * hash.
     */
    static Optional<Finding> beyondImage(long size, long imageSize) {
        long beyond = size - imageSize;
        if (beyond == 0 || beyond % TrailingHash.IMAGE_UNIT != 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(FindingCode.FILE_GROWN, Severity.NOTE, "offset " + imageSize,
                beyond + " bytes follow the image of the database",
                "A server grows its file ahead of need. These bytes are not part of the data.", "Nothing."));
    }

    static Finding notEtcd(BucketNames buckets) {
        return new Finding(FindingCode.KEYSPACE_NOT_ETCD, Severity.FOREIGN, "",
                "A bbolt database, but not an etcd v3 one: it has no bucket “key”",
                "etcd keeps its keys in that bucket. Other programs use bbolt too; this file has " + buckets.words()
                        + ".",
                "Look for the file that etcd wrote.");
    }

    static Finding tree(Problem problem) {
        if (problem.kind() != Problem.Kind.FORMAT) {
            return ContinuityTexts.page(problem);
        }
        return new Finding(FindingCode.TREE_DAMAGED, Severity.DAMAGE, place(problem), problem.toString(),
                "The tree of pages contradicts itself: keys may be missing or have the values of other keys.",
                OTHER_COPY);
    }

    static Finding record(String bucket, long offset, String problem) {
        return new Finding(FindingCode.KEYSPACE_RECORD, Severity.DAMAGE, "bucket " + bucket + ", offset " + offset,
                problem, "A server stops when it reads this record.", OTHER_COPY);
    }

    static Finding compaction(String key, String problem) {
        return new Finding(FindingCode.KEYSPACE_COMPACTION, Severity.DAMAGE, "bucket meta, key " + key,
                "The record of a compaction does not hold a revision: " + problem,
                "A server stops when it reads this record.", OTHER_COPY);
    }

    static Finding nestedBucket(String bucket, long offset) {
        return new Finding(FindingCode.TREE_NESTED_BUCKET, Severity.DAMAGE, "bucket " + bucket + ", offset " + offset,
                "A bucket within a bucket",
                "etcd never writes one, and a restore would lose it.", OTHER_COPY);
    }

    /** Bytes after the image that are neither just its SHA-256 nor the pages of a file that has grown. */
    static Optional<Finding> strayBytes(TrailingHash hash, long size, long imageSize) {
        if (hash.state() == State.RIGHT) {
            long stray = size - hash.imageSize() - TrailingHash.LENGTH;
            return stray == 0
                    ? Optional.empty()
                    : Optional.of(new Finding(FindingCode.HASH_STRAY_BYTES, Severity.NOTE,
                            "offset " + (size - stray),
                            "The SHA-256 of the image is right, but " + Counted.of(stray, "stray byte")
                                    + (stray == 1 ? " follows" : " follow") + " it",
                            "The snapshot is whole; something was added to the file later, such as a line break. etcd's tools"
                                    + " look for the hash in the last 32 bytes and refuse the file.",
                            "Nothing, if you restore with this program. For etcd's tools, cut a copy to size: head -c "
                                    + (size - stray) + " FILE > COPY."));
        }
        long beyond = size - imageSize;
        if (beyond % TrailingHash.IMAGE_UNIT == 0 || beyond == TrailingHash.LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new Finding(FindingCode.HASH_STRAY_BYTES, Severity.CARE, "offset " + imageSize,
                Counted.of(beyond, "byte") + " after the image " + (beyond == 1 ? "is" : "are")
                        + " neither its SHA-256 nor database pages",
                "A saved snapshot ends with the 32 bytes of its SHA-256, a database with a whole page. The file was cut off"
                        + " or changed.",
                OTHER_COPY));
    }

    /**
     * @param bound the revision above which nothing is missing; negative if the rest of the file was not found sound
     */
    static Optional<Finding> of(TrailingHash hash, Path path, long bound) {
        if (hash.state() == State.WRONG) {
            return Optional.of(new Finding(FindingCode.HASH_WRONG, Severity.DAMAGE, "offset " + hash.imageSize(),
                    "The SHA-256 after the image is " + hash.stored() + ", but the image has " + hash.computed(),
                    "The file was changed after it was saved: on disk, in transit, or by a tool that opened it for writing.",
                    OTHER_COPY));
        }
        if (hash.state() == State.ABSENT) {
            return Optional.of(ContinuityTexts.noHash(path, bound));
        }
        return Optional.empty();
    }

    static List<Finding> of(List<Alarm> alarms, LivingKeys living, ClusterRecords cluster, Revisions revisions) {
        List<Finding> findings = new ArrayList<>();
        alarms.stream()
                .filter(alarm -> alarm.kind() != Alarm.Kind.UNREADABLE)
                .map(RecordTexts::alarm)
                .forEach(findings::add);
        Set<String> encryption = living.encryption();
        if (!encryption.isEmpty()) {
            findings.add(new Finding(FindingCode.CLUSTER_ENCRYPTED_VALUES, Severity.NOTE, "bucket key",
                    "Kubernetes has encrypted values with " + String.join(", ", encryption),
                    "Without the same encryption configuration, the API server cannot read them.",
                    "Have the EncryptionConfiguration and its keys at hand."));
        }
        if (revisions.bumped()) {
            findings.add(new Finding(FindingCode.CLUSTER_BUMPED, Severity.NOTE, "bucket key",
                    "The snapshot is already bumped: its revision was raised to " + revisions.current()
                            + " and everything before it marked as compacted",
                    "No server has started from it since. Members start at that revision and refuse watches from before.",
                    "Restore it without a further bump, unless clients may have seen revisions beyond "
                            + revisions.current() + "."));
        } else if (living.hasBumpRecord()) {
            findings.add(new Finding(FindingCode.CLUSTER_BUMPED, Severity.NOTE, "bucket key",
                    "An earlier revision bump left its record",
                    "Its key is empty: etcd's tools count it as a key, but no client sees it.", "Nothing."));
        }
        if (cluster.compaction().isPending() && !revisions.bumped()) {
            findings.add(new Finding(FindingCode.CLUSTER_COMPACTION_PENDING, Severity.NOTE, "bucket meta",
                    "A compaction up to revision " + cluster.compaction().scheduled()
                            + " is scheduled but not carried out",
                    "The members carry it out when they start.", "Nothing."));
        }
        MinorVersion newest = EtcdRelease.newest().minorVersion();
        if (cluster.storageVersion().filter(version -> version.compareTo(newest) > 0).isPresent()) {
            findings.add(
                    new Finding(FindingCode.CLUSTER_SCHEMA_NEWER, Severity.CARE, "bucket meta",
                            "The file has the schema of etcd " + cluster.storageVersion().get(),
                            "It is newer than this program, which may not know what every bucket means.",
                            "Use a newer release of this program."));
        }
        return findings;
    }

    private static String place(MalformedDataException problem) {
        return "offset " + problem.offset();
    }

    private static String place(Problem problem) {
        return (problem.page() >= 0 ? "page " + problem.page() + ", " : "") + "offset " + problem.offset();
    }
}
