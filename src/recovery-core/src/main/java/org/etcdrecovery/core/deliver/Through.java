package org.etcdrecovery.core.deliver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.text.Shown;

/**
 * Through which hosts members are reached that this host cannot reach.
 *
 * @param usual  the host for all endpoints for which no other one is named; empty to reach those directly
 * @param byHost the hosts for certain endpoints, by the host of the endpoint in lower case
 */
public record Through(Optional<SshAddress> usual, Map<String, SshAddress> byHost) {
    private static final String SCHEME = "ssh://";

    /** Copies the map. */
    public Through {
        byHost = Map.copyOf(byHost);
    }

    /**
     * Parses {@code ssh://[USER@]HOST[:PORT]}, for all endpoints, and {@code MEMBER=ssh://[USER@]HOST[:PORT]}, where
     * {@code MEMBER} is the host in the member's URL. A directory behind it is left out.
     *
     * @throws IllegalArgumentException if a text is neither, or two contradict each other; the message names the text
     */
    public static Through parse(List<String> texts) {
        Optional<SshAddress> usual = Optional.empty();
        Map<String, SshAddress> byHost = new LinkedHashMap<>();
        for (String text : texts) {
            int scheme = text.indexOf(SCHEME);
            try {
                SshAddress address = SshAddress.parse(scheme < 0 ? text : text.substring(scheme));
                if (scheme == 0) {
                    require(usual.isEmpty(), "another host is already named for all members");
                    usual = Optional.of(address);
                } else {
                    require(scheme > 1 && text.charAt(scheme - 1) == '=',
                            "expected MEMBER=ssh://[USER@]HOST[:PORT]");
                    String member = text.substring(0, scheme - 1).replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
                    require(byHost.put(member, address) == null, "another host is already named for this member");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        Shown.name(SshAddress.withoutPasswords(text)) + ": " + e.getMessage(),
                        e);
            }
        }
        return new Through(usual, byHost);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whether every endpoint is reached directly. */
    public boolean isEmpty() {
        return usual.isEmpty() && byHost.isEmpty();
    }

    /** In the form that {@link #parse} reads. */
    List<String> options() {
        return Stream.concat(usual.stream().map(SshAddress::toString), byHost.entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())).toList();
    }

    /** The host through which an endpoint is reached; empty if it is reached directly, as a socket always is. */
    Optional<SshAddress> of(Endpoint endpoint) {
        return endpoint.isSocket()
                ? Optional.empty()
                : Optional.ofNullable(byHost.get(endpoint.host().toLowerCase(Locale.ROOT))).or(() -> usual);
    }
}
