package org.etcdrecovery.core.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.snapshot.RevisionSequence.Gap;

/** The texts of the findings that distinguish a consistent file from one that was copied while a server wrote to it. */
final class ContinuityTexts {
    private static final String OTHER_COPY = "Do not restore from this file. Run “snapshot save” against the member, copy"
            + " its database while it is stopped, or take an older snapshot.";
    private static final String TORN = "A database that was copied while a server wrote to it looks like this: its pages come"
            + " from different moments. ";
    private static final String KEY_BUCKET = "bucket key";

    private ContinuityTexts() {}

    static Finding gap(long missing, long ranges, List<Gap> first) {
        return damage(FindingCode.KEYSPACE_REVISION_GAP, KEY_BUCKET,
                (missing == 1 ? "One revision is" : missing + " revisions are") + " missing: " + list(first, ranges),
                "etcd skips no revision above the last compaction. This file has lost the changes of the missing ones, and"
                        + " keys may have older values or be gone. " + TORN);
    }

    static Finding subGap(long count, List<Gap> first) {
        return damage(FindingCode.KEYSPACE_SUB_REVISION_GAP, KEY_BUCKET,
                "Changes are missing within " + (count == 1 ? "a transaction" : count + " transactions")
                        + ": sub-revision " + list(first, count),
                "etcd writes a transaction as a whole. Here, part of one is lost. " + TORN);
    }

    static Finding history(long count, List<NamedRecord> first) {
        return damage(FindingCode.KEYSPACE_KEY_HISTORY, KEY_BUCKET,
                (count == 1
                        ? "One record does not continue the history of its key: "
                        : count + " records do not continue the history of their keys: ")
                        + first.stream().map(ContinuityTexts::step).collect(Collectors.joining("; "))
                        + more(first.size(), count),
                "Each put adds one to the version of its key, and only a key that exists can be deleted. Records of these"
                        + " keys are lost, and other keys may be lost entirely. " + TORN);
    }

    private static String step(NamedRecord record) {
        if (record.deletion()) {
            return record + " is deleted, but did not exist";
        }
        return record + " has version " + record.version()
                + (record.keyExists() ? ", which does not follow the record before" : ", but did not exist before");
    }

    static Finding leftover(long count, List<NamedRecord> first) {
        return new Finding(FindingCode.KEYSPACE_LEFTOVER, Severity.CARE, KEY_BUCKET,
                (count == 1 ? "One record is" : count + " records are")
                        + " left that the finished compaction should have removed: "
                        + first.stream().map(NamedRecord::toString).collect(Collectors.joining(", "))
                        + more(first.size(), count),
                "A page from before the compaction may be back, and with it keys that had been deleted. A tool that marks a"
                        + " compaction as finished without carrying it out leaves such records too.",
                "If the file is a copy, take another while the member is stopped. Otherwise check these keys after the"
                        + " start.");
    }

    static Finding record(long offset, String problem) {
        return damage(FindingCode.KEYSPACE_RECORD, KEY_BUCKET + ", offset " + offset,
                "A record that etcd does not write: " + problem,
                "It was changed, or it belongs elsewhere in the file. " + TORN);
    }

    static Finding behindCompaction(long last, long compacted, boolean certain) {
        String summary = "The last record has revision " + last + ", but the store is compacted up to " + compacted;
        if (certain) {
            return damage(FindingCode.KEYSPACE_BEHIND_COMPACTION, KEY_BUCKET, summary,
                    "These pages are from before the compaction, or the records that followed are lost: etcd 3.6 and later"
                            + " keep those of the revision at which they compact, and every release removes older ones. "
                            + TORN);
        }
        return new Finding(FindingCode.KEYSPACE_BEHIND_COMPACTION, Severity.CARE, KEY_BUCKET, summary,
                "etcd 3.4 and early releases of 3.5 leave this if everything in between was deleted. If the database was"
                        + " copied while a server wrote to it, most keys may be lost instead.",
                "Compare the number of keys with what you know of the cluster. If the member still runs, use “snapshot"
                        + " save”.");
    }

    static Finding foreignRecord(String bucket, long offset, byte[] key) {
        return damage(FindingCode.TREE_FOREIGN_RECORD, "bucket " + bucket + ", offset " + offset,
                "A record that does not belong in this bucket, under " + NamedRecord.shown(key),
                "A page of another bucket took the place of one of this bucket, whose records are lost. " + TORN);
    }

    static Finding foreignBucket(byte[] name) {
        return foreign(FindingCode.TREE_FOREIGN_ROOT_BUCKET, name, "root bucket",
                "A bucket that etcd does not have: ");
    }

    static Finding foreignMetaKey(byte[] key) {
        return foreign(FindingCode.KEYSPACE_FOREIGN_META_KEY, key, "bucket meta",
                "A record that etcd does not have there: ");
    }

    /** Names are text. Anything else belongs elsewhere. */
    private static Finding foreign(FindingCode code, byte[] name, String place, String summary) {
        String shown = summary + GoQuote.escape(name);
        return isText(name)
                ? new Finding(code, Severity.NOTE, place, shown,
                        "A later release of etcd or another program wrote it. It is kept, but this program does not know"
                                + " what it means.",
                        "Find out what wrote it, and compare with another copy if there is one.")
                : damage(code, place, shown, "It belongs elsewhere in the file. " + TORN);
    }

    private static boolean isText(byte[] name) {
        for (byte letter : name) {
            if (letter <= ' ' || letter > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * What the checks prove of a file without a SHA-256, and what they cannot see.
     *
     * @param bound the revision above which nothing is missing; negative if the rest of the file was not found sound
     */
    static Finding noHash(Path path, long bound) {
        String origin = path.endsWith("db")
                ? "It is a database from a data directory, which never has one"
                : "It is a copy of member/snap/db, or a save that was cut off";
        if (bound < 0) {
            return new Finding(FindingCode.HASH_MISSING, Severity.CARE, "", "No SHA-256 follows the image",
                    origin + ". No check can see a changed byte in a value.", "Prefer a file made by “snapshot save”.");
        }
        return new Finding(FindingCode.HASH_MISSING, Severity.CARE, "",
                "No SHA-256 follows the image: the file is consistent, but not proven complete",
                origin + ". Its pages fit together, no revision is missing between " + bound
                        + " and the last, and each key continues its history. But if it was copied while the member ran, no"
                        + " check can see a lost key that was last written at or before revision " + bound
                        + ", changes lost at the very end, leases or users from another moment, or changed bytes in a"
                        + " value.",
                "Prefer a file made by “snapshot save”, or copy the database while the member is stopped. A copy is proven"
                        + " only by the SHA-256 of a saved snapshot, HashKV of another member at the same revision, or the"
                        + " log of the member. If you have nothing better, restore " + Advised.WITHOUT_HASH + ".");
    }

    /** A problem of the tree that bbolt's own check does not look for. */
    static Finding page(Problem problem) {
        return switch (problem.kind()) {
            case SEPARATOR -> damage(FindingCode.TREE_SEPARATOR, place(problem), problem.toString(),
                    "bbolt writes a page and the branch above it in one commit. These come from different commits. "
                            + TORN);
            case OVERFLOW_PAGE -> damage(FindingCode.TREE_OVERFLOW_PAGE, place(problem), problem.toString(),
                    "A value that is longer than a page was partly overwritten: it is not what the client put. "
                            + TORN);
            case META_TRANSACTIONS -> damage(FindingCode.FILE_META_TRANSACTIONS, "pages 0 and 1", problem.summary(),
                    "bbolt writes the two in turn, so their transactions are always consecutive. " + TORN);
            case FORMAT -> throw new IllegalArgumentException("a problem of the format: " + problem);
        };
    }

    /** The hash covers the whole file, so its pages belong together, but a server would have left other metas. */
    static Finding changedByTool(Problem problem) {
        return new Finding(FindingCode.FILE_META_TRANSACTIONS, Severity.NOTE, "pages 0 and 1",
                "A program changed the file after a server wrote it: " + problem.summary(),
                "bbolt writes the two in turn, so a snapshot from a server has consecutive transactions. The SHA-256 was"
                        + " computed after the change.",
                "Find out what changed it, if you did not.");
    }

    private static String place(Problem problem) {
        return "page " + problem.page() + ", offset " + problem.offset();
    }

    private static Finding damage(FindingCode code, String place, String summary, String why) {
        return new Finding(code, Severity.DAMAGE, place, summary, why.strip(), OTHER_COPY);
    }

    private static String list(List<Gap> first, long count) {
        return first.stream().map(Gap::toString).collect(Collectors.joining(", ")) + more(first.size(), count);
    }

    private static String more(int shown, long count) {
        return count > shown ? ", and " + (count - shown) + " more" : "";
    }
}
