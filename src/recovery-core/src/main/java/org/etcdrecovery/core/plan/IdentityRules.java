package org.etcdrecovery.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/** Checks the token and the member IDs that derive from it. */
final class IdentityRules {
    private static final String DEFAULT_TOKEN = "etcd-cluster";

    private IdentityRules() {}

    static void check(List<CheckedMember> members, String token, List<Member> oldMembers, ProblemList problems) {
        checkToken(token, problems);
        List<CheckedMember> known = members.stream().filter(CheckedMember::hasIdentity).toList();
        checkIds(known, known.stream().map(member -> ClusterIdentity.memberId(member.peers(), token)).toList(),
                oldMembers, problems);
    }

    /** Checks member IDs, each at the index of its member. */
    static void checkIds(List<CheckedMember> members, List<MemberId> ids, List<Member> oldMembers,
            ProblemList problems) {
        Set<MemberId> old = oldMembers.stream().map(Member::id).collect(Collectors.toSet());
        Set<MemberId> seen = new HashSet<>();
        List<List<String>> seenUrls = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            MemberId id = ids.get(i);
            CheckedMember member = members.get(i);
            if (id.equals(MemberId.NONE)) {
                problems.refuse(ProblemCode.MEMBER_ID_ZERO, Field.PEER_URLS, member.index(),
                        "cannot use 0 as member id",
                        "By rare chance these URLs and this token hash to 0. Use another token.");
            }
            // Members with the same URLs are already reported as such.
            if (!seen.add(id) && !seenUrls.contains(member.peerTexts())) {
                problems.refuse(ProblemCode.MEMBER_ID_TWICE, Field.PEER_URLS, member.index(),
                        "member exists with identical ID " + id,
                        "The URLs of two members hash to the same ID. Change the spelling of one of them.");
            }
            seenUrls.add(member.peerTexts());
            if (old.contains(id)) {
                problems.warn(ProblemCode.OLD_MEMBER_ID, Field.TOKEN, member.index(),
                        "Member " + id + " of the lost cluster would come back with the same ID",
                        "The peer URLs and the token are the lost cluster's. If an old member still runs or starts"
                                + " again, the new members take it for one of them, and it can damage the data. Use a"
                                + " fresh token.");
            }
        }
    }

    /** Checks the token alone. */
    static void checkToken(String token, ProblemList problems) {
        if (Shown.hasHidden(token)) {
            problems.refuseHiddenCharacter(ProblemCode.TOKEN_HIDDEN_CHARACTER, Field.TOKEN, OptionalInt.empty(),
                    "token", token);
        }
        if (token.isEmpty() || token.equals(DEFAULT_TOKEN)) {
            problems.warn(ProblemCode.TOKEN_DEFAULT, Field.TOKEN,
                    token.isEmpty() ? "The token is empty" : "The token is the default " + DEFAULT_TOKEN,
                    "With the same token and URLs the restored cluster gets the IDs of the lost one, and old members"
                            + " can join it. Use a fresh token.");
        }
    }
}
