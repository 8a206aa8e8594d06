package org.etcdrecovery.console.step.verify;

import java.util.EnumSet;
import java.util.Set;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** What a check says, with the names of planned members for their IDs; the ID of a stranger stays. */
record ProofWords(RestorePlan plan) {
    private static final Set<Subject> ABOUT_MEMBERS = EnumSet.of(Subject.MEMBERSHIP, Subject.ONE_LEADER,
            Subject.NO_ALARM, Subject.REVISION);

    String expected(ProofCheck check) {
        return named(check, check.expected());
    }

    String seen(ProofCheck check) {
        return named(check, check.seen());
    }

    private String named(ProofCheck check, String text) {
        if (!ABOUT_MEMBERS.contains(check.subject())) {
            return text;
        }
        String named = text;
        for (PlannedMember member : plan.members()) {
            named = named.replace(Member.hex(member.id()), member.name());
        }
        return named;
    }
}
