package org.etcdrecovery.console.step.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.url.EtcdUrl;
import org.etcdrecovery.core.url.InvalidUrlException;

/** URLs as they are typed: comma-separated lists, and client URLs derived from peer URLs. */
final class ClientUrls {
    private static final String USUAL_PORT = "2379";
    private static final String USUAL_PEER_PORT = "2380";

    private ClientUrls() {}

    /** Splits a comma-separated list. A URL with a password, which may contain a comma, stays whole. */
    static List<String> split(String list) {
        if (list.contains("@")) {
            return List.of(list.strip());
        }
        return Arrays.stream(list.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    /** Joins URLs into a list as it is typed. */
    static String join(List<String> urls) {
        return String.join(",", urls);
    }

    /** Parses a URL as etcd does; empty if etcd would reject it. */
    static Optional<EtcdUrl> parse(String url) {
        try {
            return Optional.of(EtcdUrl.parse(url));
        } catch (InvalidUrlException _) {
            return Optional.empty();
        }
    }

    /**
     * The usual client URLs for these peer URLs: the same hosts with port 2379. Members on loopback share their host,
     * so their client port is one below the peer port.
     *
     * @param peerUrls as typed; invalid URLs are ignored
     */
    static String following(String peerUrls) {
        return split(peerUrls).stream()
                .flatMap(url -> parse(url).stream())
                .filter(url -> !url.isUnixSocket() && !url.host().isEmpty())
                .map(url -> url.scheme() + "://" + host(url) + ":" + port(url))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String host(EtcdUrl url) {
        return url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    }

    private static String port(EtcdUrl url) {
        boolean usual = url.port().equals(USUAL_PEER_PORT) || !url.isLoopback() || !url.port().matches("\\d{1,5}");
        return usual ? USUAL_PORT : String.valueOf(Math.max(1, Integer.parseInt(url.port()) - 1));
    }

    /** Whether a member with these peer URLs can be reached on its own host only. */
    static boolean isLocal(String peerUrls) {
        List<EtcdUrl> urls = split(peerUrls).stream().flatMap(url -> parse(url).stream()).toList();
        return !urls.isEmpty() && urls.stream().allMatch(EtcdUrl::isLoopback);
    }
}
