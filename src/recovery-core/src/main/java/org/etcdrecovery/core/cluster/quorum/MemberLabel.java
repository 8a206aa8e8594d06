package org.etcdrecovery.core.cluster.quorum;

import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.text.Shown;

/** How a sentence refers to a member: by its name, or by its peer URLs until it has published one, and by its ID. */
final class MemberLabel {
    private MemberLabel() {}

    static String of(Member member) {
        String name = member.called();
        return (name.isEmpty() ? "" : Shown.name(name) + " ") + "(" + member.id() + ")";
    }
}
