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
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.text.UrlText;

/**
 * The second round: asks the members that the others list and that have not answered yet. Each is asked at its client
 * URLs, unless the operator's endpoint for it was just tried, and then at its peer URLs.
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
                .flatMap(row -> row.status().stream())
                .map(MemberStatus::memberId)
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
            Optional<PeerAnswer> peer = peer(member);
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
     * Asks once more if a member serves its peers but did not answer in time. A host under load, the member's or ours,
     * must not look like a member that waits for a majority: a few of those would add up to lost quorum.
     */
    private MemberProbe askAgainIfLate(MemberProbe row, Optional<PeerAnswer> peer) throws SettingsException {
        boolean late = row.failedWith(Cause.NO_ANSWER)
                && peer.filter(answer -> answer.state() == PeerAnswer.State.SERVING).isPresent();
        if (!late) {
            return row;
        }
        MemberProbe again = EndpointProber.probe(row.endpoint(), contacts);
        return again.answers() ? again : row;
    }

    /**
     * Whether the peer URL that was guessed for a silent endpoint belongs to this member. An endpoint that is itself a
     * peer URL says nothing about the member's client port.
     */
    private static boolean servesPeersOf(MemberProbe row, Member member) {
        return row.peer()
                .map(PeerAnswer::endpoint)
                .filter(guessed -> !guessed.equals(row.endpoint()) && peerEndpoints(member).contains(guessed))
                .isPresent();
    }

    private MemberProbe askAt(Endpoint endpoint, Member member) throws SettingsException {
        if (endpoint.isLocal() && contacts.settings().endpoints().stream().noneMatch(Endpoint::isLocal)) {
            return silent(endpoint, new Failure(Cause.UNREACHABLE,
                    "This member tells clients to use " + endpoint + ", which leads nowhere from another host.",
                    "Name its real client URL as a further endpoint.", ""));
        }
        MemberProbe row = EndpointProber.probe(endpoint, contacts);
        Optional<MemberId> other = row.status().map(MemberStatus::memberId).filter(id -> !id.equals(member.id()));
        if (other.isPresent()) {
            return silent(endpoint, new Failure(Cause.OTHER_MEMBER,
                    "At " + endpoint + " the member " + other.get() + " answers instead of " + member.id() + ".",
                    "Name the real client URL of this member as a further endpoint.", ""));
        }
        return row.with(member, Optional.empty());
    }

    /**
     * A member that clients cannot find. If it was added and never started, it has published neither a name nor client
     * URLs. If its peer URLs cannot be used either, the endpoint only gives the row its place in the order.
     */
    private static MemberProbe unreachable(Member member) {
        Endpoint instead = peerEndpoints(member).stream()
                .findFirst()
                .orElseGet(() -> new Endpoint(member.id().toString(), Endpoint.DEFAULT_PORT, false));
        return silent(instead, new Failure(Cause.NO_CLIENT_URL, withoutClientUrl(member),
                member.name().isEmpty() && member.clientUrls().isEmpty()
                        ? "Start the member that was added with the peer URL " + String.join(",", member.peerUrls())
                                + ", or remove it from the cluster again."
                        : "Correct --advertise-client-urls of this member, or name its real client URL as a further"
                                + " endpoint.",
                ""));
    }

    private static String withoutClientUrl(Member member) {
        String who = "Member " + member.id();
        if (!member.clientUrls().isEmpty()) {
            return who + (member.name().isEmpty() ? "" : " (" + member.name() + ")")
                    + " has published no usable client URL: "
                    + String.join(", ", UrlText.of(member.clientUrls())) + ".";
        }
        return member.name().isEmpty()
                ? who + " has published neither a name nor a client URL."
                : who + " (" + member.name() + ") has published no client URL.";
    }

    private static MemberProbe silent(Endpoint endpoint, Failure failure) {
        return MemberProbeBuilder.builder().endpoint(endpoint).failure(Optional.of(failure)).build();
    }

    /** The peer URLs that can be asked: those on TCP. */
    private static List<Endpoint> peerEndpoints(Member member) {
        return Endpoint.readable(member.peerUrls()).stream().filter(endpoint -> !endpoint.isSocket()).toList();
    }

    private Optional<PeerAnswer> peer(Member member) throws SettingsException {
        PeerAnswer last = null;
        for (Endpoint endpoint : peerEndpoints(member)) {
            last = contacts.askPeer(endpoint);
            if (last.state() == PeerAnswer.State.SERVING) {
                break;
            }
        }
        return Optional.ofNullable(last);
    }
}
