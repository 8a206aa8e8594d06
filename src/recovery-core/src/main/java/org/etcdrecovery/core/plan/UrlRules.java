package org.etcdrecovery.core.plan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.plan.Problem.Field;

/** What is asked of peer and client URLs. They are compared as text; no name is resolved. */
final class UrlRules {
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "0:0:0:0:0:0:0:1");

    private UrlRules() {}

    /** Parses and checks the URLs of all members. */
    static List<CheckedMember> check(List<MemberRequest> members, ProblemList problems) {
        List<CheckedMember> checked = new ArrayList<>();
        for (MemberRequest member : members) {
            int index = checked.size();
            if (member.peerUrls().isEmpty()) {
                problems.refuse(Field.PEER_URLS, index, "no valid URLs given",
                        "The other members need to know where to reach it. Give it a peer URL, such as "
                                + "https://HOST:2380.");
            }
            checked.add(new CheckedMember(index, member, parse(member.peerUrls(), Field.PEER_URLS, index, problems),
                    parse(member.clientUrls(), Field.CLIENT_URLS, index, problems)));
        }
        checkDuplicatePeers(checked, problems);
        checkDuplicateClients(checked, problems);
        checkLoopback(checked, problems);
        return checked;
    }

    private static List<EtcdUrl> parse(List<String> texts, Field field, int index, ProblemList problems) {
        List<EtcdUrl> urls = new ArrayList<>();
        for (String text : texts) {
            try {
                EtcdUrl url = EtcdUrl.parse(text);
                if (url.maySayASecret()) {
                    refuseSecret(url, field, index, problems);
                } else {
                    checkUse(url, field, index, problems);
                    urls.add(url);
                }
            } catch (InvalidUrlException e) {
                problems.refuse(field, index, e.sentence(),
                        "Write it as http://HOST:PORT or https://HOST:PORT without a path, or as unix://HOST:PORT.");
            }
        }
        return urls;
    }

    private static void refuseSecret(EtcdUrl url, Field field, int index, ProblemList problems) {
        problems.refuse(field, index,
                "The URL " + url.shown() + " carries " + (url.user() ? "a user name or password" : "a query"),
                "etcd does not use it, and shows it to everybody in the member list and in logs. Leave it out.");
    }

    private static void checkUse(EtcdUrl url, Field field, int index, ProblemList problems) {
        if (url.text().contains(",")) {
            problems.refuse(field, index, "The URL " + url + " holds a comma",
                    "etcd splits lists of URLs at commas. Give them one by one.");
        }
        if (url.isUnixSocket()) {
            return;
        }
        if (url.port().isEmpty()) {
            problems.warn(field, index, "The URL " + url + " has an empty port",
                    "etcd takes it, but nobody can connect to it. Peers usually listen on 2380, clients on 2379.");
        }
        if (isBeyondPorts(url.port())) {
            problems.warn(field, index, "The URL " + url + " has a port beyond 65535",
                    "etcd takes it here, but no server can listen there. Peers usually listen on 2380, clients on 2379.");
        }
        if (url.host().isEmpty() || ANY_ADDRESS.contains(url.host())) {
            problems.warn(field, index, "The URL " + url + " names no host",
                    "It can be listened on but not connected to. State the address at which others reach the member.");
        }
    }

    /** etcd itself lets any number of digits pass. */
    private static boolean isBeyondPorts(String port) {
        return !port.isEmpty() && new BigInteger(port).bitLength() > Short.SIZE;
    }

    private static void checkDuplicatePeers(List<CheckedMember> members, ProblemList problems) {
        Map<String, Long> uses = members.stream()
                .flatMap(member -> member.peerTexts().stream())
                .collect(Collectors.groupingBy(text -> text, HashMap::new, Collectors.counting()));
        String cluster = members.stream()
                .flatMap(member -> member.peerTexts().stream().map(text -> member.request().name() + '=' + text))
                .sorted()
                .collect(Collectors.joining(","));
        for (CheckedMember member : members) {
            for (String text : new HashSet<>(member.peerTexts())) {
                if (uses.getOrDefault(text, 0L) > 1) {
                    problems.refuse(Field.PEER_URLS, member.index(),
                            "initial cluster " + cluster + " has duplicate url",
                            text + " is given " + uses.get(text) + " times. Each peer URL leads to one member.");
                }
            }
        }
    }

    private static void checkDuplicateClients(List<CheckedMember> members, ProblemList problems) {
        Set<String> taken = members.stream()
                .flatMap(member -> member.peerTexts().stream())
                .collect(Collectors.toCollection(HashSet::new));
        for (CheckedMember member : members) {
            for (String text : member.clientTexts()) {
                if (!taken.add(text)) {
                    problems.warn(Field.CLIENT_URLS, member.index(), "The client URL " + text + " is used twice",
                            "Only one server can listen there. Give each URL once.");
                }
            }
        }
    }

    private static void checkLoopback(List<CheckedMember> members, ProblemList problems) {
        boolean spread = members.stream().flatMap(member -> member.peers().stream()).anyMatch(url -> !isLocal(url));
        for (CheckedMember member : members) {
            boolean local = !member.peers().isEmpty() && member.peers().stream().allMatch(UrlRules::isLocal);
            if (spread && local) {
                problems.warn(Field.PEER_URLS, member.index(),
                        "Only its own host can reach " + member.peers().getFirst(),
                        "Other members have addresses of other hosts. State an address that they can reach.");
            }
        }
    }

    private static boolean isLocal(EtcdUrl url) {
        return url.isUnixSocket() || url.host().startsWith("127.") || LOOPBACK.contains(url.host());
    }
}
