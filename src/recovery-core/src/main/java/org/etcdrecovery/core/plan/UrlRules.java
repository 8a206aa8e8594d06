package org.etcdrecovery.core.plan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;
import org.etcdrecovery.core.url.EtcdUrl;
import org.etcdrecovery.core.url.InvalidUrlException;

/** Checks peer and client URLs without resolving names. */
final class UrlRules {
    private UrlRules() {}

    /** Parses and checks the URLs of all members. */
    static List<CheckedMember> check(List<MemberRequest> members, ProblemList problems) {
        List<CheckedMember> checked = new ArrayList<>();
        for (MemberRequest member : members) {
            int index = checked.size();
            if (member.peerUrls().isEmpty()) {
                problems.refuse(ProblemCode.URL_MISSING, Field.PEER_URLS, index, "no valid URLs given",
                        "The other members need an address to reach it. Give it a peer URL, such as"
                                + " https://HOST:2380.");
            }
            checked.add(new CheckedMember(index, member, parse(member.peerUrls(), Field.PEER_URLS, index, problems),
                    parse(member.clientUrls(), Field.CLIENT_URLS, index, problems)));
        }
        DuplicateUrls.check(checked, problems);
        checkLoopback(checked, problems);
        checkSchemes(checked, problems);
        return checked;
    }

    private static List<EtcdUrl> parse(List<String> texts, Field field, int index, ProblemList problems) {
        List<EtcdUrl> urls = new ArrayList<>();
        for (String text : texts) {
            try {
                EtcdUrl url = EtcdUrl.parse(text);
                if (url.mayContainSecret()) {
                    refuseSecret(url, field, index, problems);
                } else {
                    checkUse(url, field, index, problems);
                    urls.add(url);
                }
            } catch (InvalidUrlException e) {
                problems.refuse(ProblemCode.URL_INVALID, field, index,
                        e.plainly(UrlText.of(text.strip())),
                        "Write it as http://HOST:PORT or https://HOST:PORT without a path, or as unix://HOST:PORT.");
            }
        }
        return urls;
    }

    private static void refuseSecret(EtcdUrl url, Field field, int index, ProblemList problems) {
        problems.refuse(ProblemCode.URL_SECRET, field, index,
                "The URL " + url.shown() + " carries " + (url.user() ? "a user name or password" : "a query"),
                "etcd does not use it, and shows it to everyone in the member list and in logs. Leave it out.");
    }

    private static void checkUse(EtcdUrl url, Field field, int index, ProblemList problems) {
        if (url.text().contains(",")) {
            problems.refuse(ProblemCode.URL_COMMA, field, index, "The URL " + url + " contains a comma",
                    "etcd splits lists of URLs at commas. Give each URL separately.");
        }
        if (url.host().startsWith("-")) {
            problems.refuse(ProblemCode.URL_DASH, field, index, "The host of the URL " + url + " begins with a dash",
                    "No host name begins with a dash, and programs would take it for an option. Check the address.");
        }
        if (Shown.hasHidden(url.text()) || Shown.hasHidden(url.host())) {
            problems.refuse(ProblemCode.URL_HIDDEN_CHARACTER, field, index,
                    "The URL " + GoQuote.quote(url.text()) + " contains an invisible character",
                    "A reader of the plan would take it for another address. Check the address.");
        }
        if (url.isUnixSocket()) {
            return;
        }
        if (url.port().isEmpty()) {
            problems.warn(ProblemCode.URL_PORT_EMPTY, field, index, "The URL " + url + " has an empty port",
                    "etcd accepts it, but nothing can connect to it. Members usually listen on 2380 for peers and on"
                            + " 2379 for clients.");
        }
        if (isBeyondPorts(url.port())) {
            problems.warn(ProblemCode.URL_PORT_RANGE, field, index, "The URL " + url + " has a port beyond 65535",
                    "etcd accepts it here, but no server can listen there. Members usually listen on 2380 for peers"
                            + " and on 2379 for clients.");
        }
        if (url.isAnyAddress()) {
            problems.warn(ProblemCode.URL_ANY_ADDRESS, field, index, "The URL " + url + " names no host",
                    "A server can listen on it, but nothing can connect to it. Give the address at which others reach"
                            + " the member.");
        }
    }

    /** etcd itself accepts any number of digits. */
    private static boolean isBeyondPorts(String port) {
        return !port.isEmpty() && new BigInteger(port).bitLength() > Short.SIZE;
    }

    private static void checkLoopback(List<CheckedMember> members, ProblemList problems) {
        boolean spread = members.stream().flatMap(member -> member.peers().stream()).anyMatch(url -> !url.isLoopback());
        for (CheckedMember member : members) {
            boolean local = !member.peers().isEmpty() && member.peers().stream().allMatch(EtcdUrl::isLoopback);
            if (spread && local) {
                problems.warn(ProblemCode.URL_LOOPBACK, Field.PEER_URLS, member.index(),
                        "Only its own host can reach " + member.peers().getFirst(),
                        "Other members are on other hosts and could not connect. Give an address that they can reach.");
            }
        }
    }

    /** A mix of TLS and plain URLs is rarely intended: each member talks to the others as their URLs say. */
    private static void checkSchemes(List<CheckedMember> members, ProblemList problems) {
        checkSchemes(Field.PEER_URLS, "peer", members.stream().map(CheckedMember::peers).toList(), problems);
        checkSchemes(Field.CLIENT_URLS, "client", members.stream().map(CheckedMember::clients).toList(), problems);
    }

    private static void checkSchemes(Field field, String kind, List<List<EtcdUrl>> urls, ProblemList problems) {
        Optional<EtcdUrl> encrypted = urls.stream().flatMap(List::stream).filter(EtcdUrl::isEncrypted).findFirst();
        Optional<EtcdUrl> plain = urls.stream()
                .flatMap(List::stream)
                .filter(url -> !url.isEncrypted() && !url.isUnixSocket())
                .findFirst();
        if (encrypted.isPresent() && plain.isPresent()) {
            problems.warn(ProblemCode.URL_SCHEMES, field,
                    "Some " + kind + " URLs use TLS and some do not: " + encrypted.get()
                            + " and " + plain.get(),
                    "This is usually a mistake: traffic to a URL without TLS can be read and changed on the way, and"
                            + " a member that is set up for the other scheme does not answer. Use one scheme for all.");
        }
    }
}
