package org.etcdrecovery.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/** What is asked of the token and of the member IDs that follow from it. */
final class IdentityRules {
    private static final String DEFAULT_TOKEN = "etcd-cluster";

    private IdentityRules() {}

    static void check(List<CheckedMember> members, String token, List<Member> oldMembers, ProblemList problems) {
        checkToken(token, problems);
        List<CheckedMember> known = members.stream().filter(CheckedMember::hasIdentity).toList();
        checkIds(known, known.stream().map(member -> ClusterIdentity.memberId(member.peers(), token)).toList(),
                oldMembers, problems);
    }

    /** Checks the IDs of members, one for one. */
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
                        "By rare chance these URLs and this token hash to 0. Take another token.");
            }
            // Members with the same URLs are reported as such already.
            if (!seen.add(id) && !seenUrls.contains(member.peerTexts())) {
                problems.refuse(ProblemCode.MEMBER_ID_TWICE, Field.PEER_URLS, member.index(),
                        "member exists with identical ID " + id,
                        "The URLs of two members hash to the same ID. Write one of them in another way.");
            }
            seenUrls.add(member.peerTexts());
            if (old.contains(id)) {
                problems.warn(ProblemCode.OLD_MEMBER_ID, Field.TOKEN, member.index(),
                        "Member " + id + " of the lost cluster would come back under the same ID",
                        "Peer URLs and token are those of the lost cluster, so that an old member that still runs or "
                                + "starts again is taken for a new one and damages the data. Use a fresh token.");
            }
        }
    }

    /** Checks the token by itself. */
    static void checkToken(String token, ProblemList problems) {
        if (Shown.hasHidden(token)) {
            problems.refuse(ProblemCode.TOKEN_HIDDEN_CHARACTER, Field.TOKEN,
                    "The token " + GoQuote.quote(token) + " holds a character that cannot be seen",
                    "No unit file or environment file can carry a control character, and what cannot be seen deceives"
                            + " who reads it. Choose another.");
        }
        if (token.isEmpty() || token.equals(DEFAULT_TOKEN)) {
            problems.warn(ProblemCode.TOKEN_DEFAULT, Field.TOKEN,
                    token.isEmpty() ? "The token is empty" : "The token is the default " + DEFAULT_TOKEN,
                    "With the same token and URLs the restored cluster has the IDs of the lost one, and old members "
                            + "can meddle. Use a fresh token.");
        }
    }
}
