package org.etcdrecovery.core.cluster.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * The second round: the members that the others speak of and that have not answered themselves. Each is asked where it
 * is said to listen for clients, unless the operator's endpoint for it was just tried, and then where its peers reach it.
 */
final class SilentMembers {
    private final List<MemberProbe> rows;
    private final Contacts contacts;

    private SilentMembers(List<MemberProbe> rows, Contacts contacts) {
        this.rows = rows;
        this.contacts = contacts;
    }

    /** One question for each member that has not answered. */
    static List<Callable<MemberProbe>> questions(List<MemberProbe> rows, Contacts contacts) {
        SilentMembers silent = new SilentMembers(rows, contacts);
        return silent.members().stream().<Callable<MemberProbe>>map(member -> () -> silent.ask(member)).toList();
    }

    private List<Member> members() {
        Set<MemberId> answered = rows.stream()
                .filter(row -> !row.isProxy())
                .flatMap(row -> Optional.ofNullable(row.status()).stream())
                .map(status -> status.memberId())
                .collect(Collectors.toSet());
        Map<MemberId, Member> missing = new LinkedHashMap<>();
        rows.stream()
                .flatMap(row -> row.knownMembers().stream())
                .map(MemberList::members)
                .flatMap(List::stream)
                .filter(member -> !answered.contains(member.id()))
                .forEach(member -> missing.putIfAbsent(member.id(), member));
        return List.copyOf(missing.values());
    }

    private MemberProbe ask(Member member) throws SettingsException {
        List<Endpoint> endpoints = Endpoint.readable(member.clientUrls());
        Optional<MemberProbe> tried = rows.stream()
                .filter(row -> endpoints.contains(row.endpoint()) || servesPeersOf(row, member))
                .findFirst();
        if (tried.isPresent()) {
            PeerAnswer peer = peer(member);
            return askAgainIfLate(tried.get(), peer).with(member, peer);
        }
        MemberProbe last = null;
        for (Endpoint endpoint : endpoints) {
            last = askAt(endpoint, member);
            if (last.answers()) {
                return last;
            }
        }
        return (last != null ? last : unreachable(member)).with(member, peer(member));
    }

    /**
     * Asks a member once more that serves its peers and only missed its time. A host under load, theirs or ours, must not
     * look like a member that waits for a majority: from a few of those it would follow that quorum is lost.
     */
    private MemberProbe askAgainIfLate(MemberProbe row, @Nullable PeerAnswer peer) throws SettingsException {
        boolean late = row.failure() != null && row.failure().cause() == Cause.NO_ANSWER && peer != null
                && peer.state() == PeerAnswer.State.SERVING;
        if (!late) {
            return row;
        }
        MemberProbe again = EndpointProber.probe(row.endpoint(), contacts);
        return again.answers() ? again : row;
    }

    /**
     * Whether the peer URL that was guessed for a silent endpoint turned out to be this member's. An endpoint that is a
     * peer URL itself says nothing of how its clients fare.
     */
    private static boolean servesPeersOf(MemberProbe row, Member member) {
        return row.peer() != null && !row.peer().endpoint().equals(row.endpoint())
                && peerEndpoints(member).contains(row.peer().endpoint());
    }

    private MemberProbe askAt(Endpoint endpoint, Member member) throws SettingsException {
        if (endpoint.isLocal() && contacts.settings().endpoints().stream().noneMatch(Endpoint::isLocal)) {
            return silent(endpoint, new Failure(Cause.UNREACHABLE,
                    "This member tells clients to use " + endpoint + ", which leads nowhere from another host.",
                    "Name its real client URL as a further endpoint.", ""));
        }
        MemberProbe row = EndpointProber.probe(endpoint, contacts);
        if (row.status() != null && !row.status().memberId().equals(member.id())) {
            return silent(endpoint, new Failure(Cause.OTHER_MEMBER,
                    "At " + endpoint + " the member " + row.status().memberId() + " answers instead of "
                            + member.id() + ".",
                    "Name the real client URL of this member as a further endpoint.", ""));
        }
        return row.with(member, null);
    }

    /**
     * One whose clients cannot know where it is. A member that was added and never started has told neither name nor client
     * URLs. The endpoint of its row is only a place in the order of rows where its peer URLs are of no use either.
     */
    private static MemberProbe unreachable(Member member) {
        Endpoint instead = peerEndpoints(member).stream()
                .findFirst()
                .orElseGet(() -> new Endpoint(member.id().toString(), Endpoint.DEFAULT_PORT, false));
        return silent(instead, new Failure(Cause.NO_CLIENT_URL, withoutClientUrl(member),
                member.name().isEmpty() && member.clientUrls().isEmpty()
                        ? "Start the member that was added with the peer URL " + String.join(",", member.peerUrls())
                                + ", or take it out of the cluster again."
                        : "Correct --advertise-client-urls of this member, or name its real client URL as a further"
                                + " endpoint.",
                ""));
    }

    private static String withoutClientUrl(Member member) {
        String who = "Member " + member.id();
        if (!member.clientUrls().isEmpty()) {
            return who + (member.name().isEmpty() ? "" : " (" + member.name() + ")")
                    + " has told the cluster no client URL that can be used: "
                    + String.join(", ", UrlText.of(member.clientUrls())) + ".";
        }
        return member.name().isEmpty()
                ? who + " has told the cluster neither its name nor where its clients find it."
                : who + " (" + member.name() + ") has told the cluster no client URL.";
    }

    private static MemberProbe silent(Endpoint endpoint, Failure failure) {
        return new MemberProbe(endpoint, false, null, null, null, null, failure, null, 0);
    }

    /** Where its peers reach it, as far as it can be asked there: not on a Unix socket. */
    private static List<Endpoint> peerEndpoints(Member member) {
        return Endpoint.readable(member.peerUrls()).stream().filter(endpoint -> !endpoint.isSocket()).toList();
    }

    private @Nullable PeerAnswer peer(Member member) throws SettingsException {
        PeerAnswer last = null;
        for (Endpoint endpoint : peerEndpoints(member)) {
            last = contacts.askPeer(endpoint);
            if (last.state() == PeerAnswer.State.SERVING) {
                return last;
            }
        }
        return last;
    }
}
