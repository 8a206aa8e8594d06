package org.etcdrecovery.core.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Listed;
import org.etcdrecovery.core.url.EtcdUrl;

/** Finds different URLs for the same address, where only one server can listen. */
final class DuplicateUrls {
    private DuplicateUrls() {}

    static void check(List<CheckedMember> members, ProblemList problems) {
        List<MemberRequest> requests = members.stream().map(CheckedMember::request).toList();
        List<CheckedMember> different = members.stream()
                .filter(member -> !MemberRules.isRepeated(requests, member.index()))
                .toList();
        checkPeers(different, problems);
        checkClients(different, problems);
        checkDefaultClients(different, problems);
    }

    /** Without client URLs each member listens on localhost:2379, where one host has room for one. */
    private static void checkDefaultClients(List<CheckedMember> members, ProblemList problems) {
        Map<String, CheckedMember> hosts = new HashMap<>();
        for (CheckedMember member : members) {
            if (!member.clients().isEmpty()) {
                continue;
            }
            for (String host : member.peers().stream().map(EtcdUrl::host).distinct().toList()) {
                CheckedMember other = hosts.putIfAbsent(host, member);
                if (other != null) {
                    problems.warn(ProblemCode.CLIENT_URL_TWICE, Field.CLIENT_URLS, member.index(),
                            "It runs on the same host as " + GoQuote.quote(other.request().name())
                                    + ", and both have no client URL",
                            "Each would serve clients on http://localhost:2379, so only the first starts. Give each its"
                                    + " own client URL.");
                    break;
                }
            }
        }
    }

    private static void checkPeers(List<CheckedMember> members, ProblemList problems) {
        Map<String, List<EtcdUrl>> places = members.stream()
                .flatMap(member -> member.peers().stream())
                .collect(Collectors.groupingBy(EtcdUrl::place, HashMap::new, Collectors.toList()));
        for (CheckedMember member : members) {
            Set<String> reported = new HashSet<>();
            for (EtcdUrl url : member.peers()) {
                List<EtcdUrl> same = places.getOrDefault(url.place(), List.of());
                if (same.size() > 1 && reported.add(url.place())) {
                    refuse(member, url, same, members, problems);
                }
            }
        }
    }

    private static void refuse(CheckedMember member, EtcdUrl url, List<EtcdUrl> same, List<CheckedMember> members,
            ProblemList problems) {
        List<String> spellings = same.stream().map(EtcdUrl::text).distinct().sorted().toList();
        if (spellings.size() == 1) {
            // etcd compares the texts here, so this is its own sentence.
            problems.refuse(ProblemCode.DUPLICATE_URL, Field.PEER_URLS, member.index(),
                    "initial cluster " + cluster(members)
                            + " has duplicate url",
                    url + " is given " + same.size()
                            + " times. Each peer URL must belong to one member.");
        } else {
            problems.refuse(ProblemCode.ONE_PLACE, Field.PEER_URLS, member.index(),
                    "The peer URLs " + Listed.and(spellings) + " name the same address",
                    "Only one server can listen there. Give each member a different address or port.");
        }
    }

    private static String cluster(List<CheckedMember> members) {
        return members.stream()
                .flatMap(member -> member.peerTexts().stream().map(text -> member.request().name() + '=' + text))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static void checkClients(List<CheckedMember> members, ProblemList problems) {
        Set<String> taken = members.stream()
                .flatMap(member -> member.peers().stream())
                .map(EtcdUrl::place)
                .collect(Collectors.toCollection(HashSet::new));
        for (CheckedMember member : members) {
            for (EtcdUrl url : member.clients()) {
                if (!taken.add(url.place())) {
                    problems.warn(ProblemCode.CLIENT_URL_TWICE, Field.CLIENT_URLS, member.index(),
                            "The client URL " + url + " is used twice",
                            "Only one server can listen there. Use each URL once.");
                }
            }
        }
    }
}
