package org.etcdrecovery.core.rescue.salvage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.text.Counted;

/** The findings of a salvage in words. */
final class SalvageTexts {
    private static final int MOST_SHOWN = 8;

    private SalvageTexts() {}

    static Finding earlierCommit(long transaction) {
        return finding(SalvageCode.EARLIER_COMMIT, "meta page",
                "The state of transaction " + transaction + " is taken, one commit before the newest",
                "The newest state is damaged, and this one reads better. The last commit is lost: by etcd's defaults what the"
                        + " member wrote within 100 ms, or its last 10 000 changes.",
                "If the member's log is there, " + Advised.RESCUE_SNAPSHOT + " brings that commit back.");
    }

    static Finding metaLost(long transaction) {
        return finding(SalvageCode.META_LOST, "meta page",
                "One of the two meta pages cannot be read; the other leads to transaction " + transaction,
                "The two are one commit apart. If the unreadable one was the newer, the last commit is lost.",
                "Compare the last revision with another copy or with the member's log.");
    }

    static Finding revisions(List<LostRange> ranges) {
        return finding(SalvageCode.REVISIONS_LOST, "bucket key",
                "Changes are lost in " + Counted.of(ranges.size(), "range") + " of revisions: " + list(ranges),
                "A key that was last written there is missing or shows its value from before, and a key that was deleted"
                        + " there may be back. The new file is marked as compacted up to its last revision, so that no"
                        + " client reads a history with a gap.",
                "Compare what matters with another copy, a member's log, or what the applications know. Restore with a"
                        + " revision bump, so that clients read everything again.");
    }

    static Finding dropped(long count) {
        return finding(SalvageCode.RECORDS_DROPPED, "bucket key",
                Counted.of(count, "record") + " that no server can decode " + (count == 1 ? "is" : "are") + " left out",
                "A server that starts with such a record stops. What it held is lost.",
                "Compare with another copy, if there is one.");
    }

    static Finding records(Map<String, Long> places) {
        return finding(SalvageCode.RECORDS_LOST, "",
                "Pages or records cannot be read in " + places.entrySet()
                        .stream()
                        .map(entry -> "bucket " + entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", ")),
                "A lost lease leaves its keys without an end; a lost user or role cannot log in or loses its rights. Members"
                        + " and the consistent index do not matter: a restore writes its own.",
                "Compare leases, users and roles with what the cluster had, and add what is missing.");
    }

    static Finding buckets(Collection<String> missing) {
        String auth = missing.contains(BucketName.AUTH)
                ? " Without the bucket auth, authentication is off in the restored cluster: everyone can read and write."
                : "";
        return finding(SalvageCode.BUCKET_LOST, "",
                "The file has no " + (missing.size() == 1 ? "bucket " : "buckets ") + String.join(", ", missing),
                "Every database of etcd has them, so they are lost; the new file has them without records." + auth,
                "Add what they held before clients connect.");
    }

    static Finding dropped(String what) {
        return finding(SalvageCode.BUCKET_DROPPED, "", what + " left out",
                "etcd has no such bucket. It may be a damaged name, and then what that bucket held is lost.",
                "Look at the finding about missing buckets, if there is one.");
    }

    static Finding unproven(boolean wrong) {
        return finding(SalvageCode.UNPROVEN, "", wrong
                ? "The SHA-256 at the end does not match"
                : "No SHA-256 proves the values",
                "Pages carry no checksums, so a byte that changed within a key or a value"
                        + " cannot be seen. The SHA-256 of the new file only proves the new file, which is marked as"
                        + " compacted up to its last revision, so that no client reads a history with such a byte.",
                "Prefer another copy, an older snapshot, or a member's data directory.");
    }

    private static String list(List<LostRange> ranges) {
        String shown = ranges.stream().limit(MOST_SHOWN).map(LostRange::toString).collect(Collectors.joining(", "));
        return ranges.size() <= MOST_SHOWN ? shown : shown + " and " + (ranges.size() - MOST_SHOWN) + " more";
    }

    private static Finding finding(SalvageCode code, String place, String summary, String why, String remedy) {
        return new Finding(code, Severity.CARE, place, summary, why, remedy);
    }
}
