package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;

/** Inspects a snapshot, plans a restore and carries it out. */
final class Restores {
    /** Far beyond every snapshot of the tests. */
    static final long BUMP = 1_000_000;

    private Restores() {}

    /** Restores all of these members for a server of that version, and returns the plan. */
    static RestorePlan restore(Path snapshot, EtcdVersion target, List<Member> members, boolean bump)
            throws IOException {
        return restore(snapshot, requests(members), request -> bumped(request, bump).target(minor(target)));
    }

    /** Restores as requested, and returns the plan. */
    static RestorePlan restore(Path snapshot, List<MemberRequest> members,
            UnaryOperator<RestoreRequest.Builder> options) throws IOException {
        RestorePlan plan = RestoreFixture.plan(snapshot, members, options);
        Restorer.restore(plan, Progress.NONE);
        return plan;
    }

    static List<MemberRequest> requests(List<Member> members) {
        return members.stream().map(Restores::request).toList();
    }

    static MemberRequest request(Member member) {
        return MemberRequest.voter(member.name(), List.of(member.peerUrl().toString()), member.dataDir());
    }

    static MemberRequest learner(Member member) {
        return new MemberRequest(member.name(), List.of(member.peerUrl().toString()), List.of(),
                Optional.of(member.dataDir()), Optional.empty(), true);
    }

    static RestoreRequest.Builder bumped(RestoreRequest.Builder request, boolean bump) {
        return bump ? request.revisionBump(BUMP).markCompacted(true) : request;
    }

    static MinorVersion minor(EtcdVersion version) {
        return MinorVersion.parse(version.minor()).orElseThrow();
    }
}
