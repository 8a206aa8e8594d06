package org.etcdrecovery.core.cluster.prove;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.HashKvAnswer;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.KeyComparison.Result;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;

/**
 * Checks that each member holds the planned data, by asking each one separately: for the hash of the history at the
 * last planned revision or, if that is no longer available, for every key.
 */
final class DataChecks {
    private static final Duration CATCHING_UP = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ProofRequest request;
    private final RestorePlan plan;
    private final ProbeReport report;
    private final MemberClients clients;
    private final Checks checks;
    private final Progress progress;
    private final Work work;

    DataChecks(ProofRequest request, ProbeReport report, MemberClients clients, Checks checks, Progress progress,
            Work work) {
        this.request = request;
        this.plan = request.plan();
        this.report = report;
        this.clients = clients;
        this.checks = checks;
        this.progress = progress;
        this.work = work;
    }

    void run() throws IOException {
        if (hashKv()) {
            checks.skip(Subject.KEYS, "as in the snapshot", "The hashes already prove it.");
        } else {
            keys();
        }
        keyCount();
        agreement();
        oldWatch();
        canary();
    }

    /** Whether the hash proves the data, so that no keys need to be compared. */
    private boolean hashKv() throws IOException {
        MemberClients.Answers<HashKvAnswer> all = clients.ask(client -> client.hashKv(plan.revisions().last()));
        String expected = Integer.toUnsignedString(plan.hashKv()) + " at revision " + plan.revisions().last();
        if (all.refusedFor(Cause.COMPACTED) || all.answers().values().stream().anyMatch(this::isCompactedSince)) {
            checks.skip(Subject.HASH_KV, expected, "The history at that revision has been compacted on these members,"
                    + " so its hash is no longer available. Every key is compared instead.");
            return false;
        }
        PlannedHash planned = new PlannedHash(plan, request.opener(), progress);
        boolean compacted = false;
        boolean differs = false;
        for (HashKvAnswer answer : all.answers().values()) {
            boolean asPlanned = answer.hash() == plan.hashKv();
            compacted |= !asPlanned;
            differs |= !asPlanned && answer.hash() != planned.compactedAt(answer.compactRevision());
        }
        boolean equal = all.complete() && !differs;
        checks.add(Subject.HASH_KV, equal, expected, all.text(answer -> Integer.toUnsignedString(answer.hash())),
                hashRemark(compacted, differs, all.failures()));
        return equal;
    }

    private static String hashRemark(boolean compacted, boolean differs, String failures) {
        String found = differs
                ? "A member does not hold the planned data: it was restored from another file, or its data changed on"
                        + " disk. "
                : compacted ? "The planned data has this hash after the compaction since the restore. " : "";
        return (found + failures).strip();
    }

    /**
     * With a bump the restored database is compacted at that revision from the start, and the plan's hash allows for
     * it.
     */
    private boolean isCompactedSince(HashKvAnswer answer) {
        return answer.hash() != plan.hashKv() && !plan.revisions().marksCompacted()
                && answer.compactRevision() >= plan.revisions().last();
    }

    private void keys() throws IOException {
        String expected = "as in the snapshot";
        Optional<PlannedKeys> planned = PlannedKeys.of(plan, request.opener(), progress);
        if (planned.isEmpty()) {
            checks.add(Subject.KEYS, false, expected, "not compared", "The snapshot " + plan.snapshot().name().shown()
                    + " is not on this host, or has changed. Run the proof on a host that has it.");
            return;
        }
        long revision = report.rows()
                .stream()
                .flatMap(row -> row.status().stream())
                .mapToLong(MemberStatus::revision)
                .min()
                .orElse(0);
        MemberClients.Answers<Result> all = clients.ask(
                client -> KeyComparison.compare(client, revision, planned.get(), plan.revisions().last(), work));
        boolean untouched = revision == plan.revisions().last();
        boolean right = all.answers()
                .values()
                .stream()
                .allMatch(result -> result.wrong() == 0 && (result.missing() == 0 || !untouched));
        boolean agreed = all.answers().values().stream().map(Result::seenSum).distinct().count() == 1;
        checks.add(Subject.KEYS, all.complete() && right && agreed, planned.get().size() + " keys without a lease "
                + expected, all.text(DataChecks::text), keyRemark(all, agreed));
    }

    private static String text(Result result) {
        return result.same() + " the same" + (result.since() > 0 ? ", " + result.since() + " written since" : "")
                + (result.missing() > 0 ? ", " + result.missing() + " missing" : "")
                + (result.wrong() > 0 ? ", " + result.wrong() + " wrong" : "");
    }

    private static String keyRemark(MemberClients.Answers<Result> all, boolean agreed) {
        String named = all.answers()
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().named().isEmpty())
                .map(entry -> "On " + entry.getKey() + ": " + String.join(", ", entry.getValue().named()) + ".")
                .collect(Collectors.joining(" "));
        String missing = all.answers().values().stream().anyMatch(result -> result.missing() > 0)
                ? " Missing keys have been deleted since, or were never restored."
                : "";
        return (named + missing + (agreed || all.answers().size() < 2 ? "" : " The members do not hold the same keys.")
                + " " + all.failures())
                .strip();
    }

    private void keyCount() {
        String expected = plan.livingKeys() + " at revision " + plan.revisions().last();
        MemberClients.Answers<Long> all = clients.ask(client -> client.countAt(plan.revisions().last()));
        if (all.refusedFor(Cause.COMPACTED)) {
            checks.skip(Subject.KEY_COUNT, expected, "That revision has been compacted on these members.");
            return;
        }
        boolean equal = all.complete()
                && all.answers().values().stream().allMatch(count -> count == plan.livingKeys());
        checks.add(Subject.KEY_COUNT, equal, expected, all.text(String::valueOf), all.failures());
    }

    /**
     * Checks that the members hold the same data beyond the planned revision, too. All apply one log, so each must
     * reach the newest revision of any. One that was restored from another file never does, or has another history
     * there.
     */
    private void agreement() {
        String expected = "the same at the newest revision";
        long newest = report.rows()
                .stream()
                .flatMap(row -> row.status().stream())
                .mapToLong(MemberStatus::revision)
                .max()
                .orElse(0);
        Instant end = Instant.now().plus(CATCHING_UP);
        while (true) {
            MemberClients.Answers<HashKvAnswer> all = clients.ask(client -> client.hashKv(newest));
            boolean same = all.complete() && all.answers()
                    .values()
                    .stream()
                    .map(answer -> answer.hash() + "/" + answer.compactRevision())
                    .distinct()
                    .count() == 1;
            if (all.refusedFor(Cause.COMPACTED)) {
                checks.skip(Subject.AGREEMENT, expected, "That revision has been compacted on these members.");
                return;
            }
            if (same || !Instant.now().isBefore(end)) {
                checks.add(Subject.AGREEMENT, same, expected, "HashKV at revision " + newest + ": "
                        + all.text(answer -> Integer.toUnsignedString(answer.hash())), all.failures());
                return;
            }
            work.advance(0);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void oldWatch() {
        if (!plan.revisions().marksCompacted()) {
            checks.skip(Subject.OLD_WATCH, "served",
                    "The plan does not bump the revision. Restart watchers and caches that"
                            + " have seen newer revisions than the snapshot's.");
            return;
        }
        long old = Math.max(1, plan.revisions().snapshot());
        MemberClients.Answers<Boolean> all = clients.ask(client -> client.isWatchRefusedAsCompacted(old));
        boolean refused = all.complete() && all.answers().values().stream().allMatch(Boolean::booleanValue);
        checks.add(Subject.OLD_WATCH, refused, "refused as compacted",
                all.text(answer -> answer ? "refused as compacted" : "served"), all.failures());
    }

    private void canary() {
        String expected = "a key written and deleted";
        if (!request.canary()) {
            checks.skip(Subject.CANARY, expected, "Nothing is written without consent.");
            return;
        }
        if (report.rows().stream().map(MemberProbe::alarms).anyMatch(alarms -> !alarms.isEmpty())) {
            checks.skip(Subject.CANARY, expected, "The alarm would reject the write.");
            return;
        }
        String key = ProofRequest.CANARY + UUID.randomUUID();
        MemberClients.Answers<Long> all = clients.askFirst(client -> {
            client.put(key, "Written to check that this cluster accepts writes. It can be deleted.");
            return client.delete(key);
        });
        checks.add(Subject.CANARY, all.complete(), expected, all.text(revision -> "done, revision " + revision),
                all.failures());
    }
}
