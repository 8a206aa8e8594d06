package org.etcdrecovery.core.deliver;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.Shown;

/**
 * What sets a plan apart from others, as lines that a host keeps beside its journal: a name, an equals sign and a value, both
 * encoded as in a URL. With them, another plan can be told by what differs, and not only by its SHA-256.
 */
final class PlanOutline {
    /** More would not be read. */
    private static final int MOST = 3;
    private static final String MEMBER = "member ";

    private PlanOutline() {}

    /** The lines for a host. */
    static String of(RestorePlan plan) {
        return values(plan).entrySet()
                .stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static SequencedMap<String, String> values(RestorePlan plan) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        values.put("token", plan.token());
        values.put("snapshot", "SHA-256 " + plan.snapshot().sha256());
        values.put("revision", Long.toString(plan.revisions().last()));
        values.put("etcd version", plan.target().toString());
        values.put("owner", plan.owner().map(Owner::toString).orElse(""));
        for (PlannedMember member : plan.members()) {
            values.put(MEMBER + member.name(), String.join(",", member.peerUrls()) + " for members, "
                    + String.join(",", member.clientUrls()) + " for clients"
                    + member.walDir().map(wal -> ", WAL in " + wal).orElse("")
                    + (member.learner() ? ", a learner" : ""));
        }
        return values;
    }

    /**
     * What differs between the plan of a host and this one, in a phrase.
     *
     * @param lines what the host has kept; none if an earlier version of this program began there
     */
    static String difference(List<String> lines, RestorePlan plan) {
        SequencedMap<String, String> there = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                there.put(decoded(line.substring(0, equals)), decoded(line.substring(equals + 1)));
            }
        }
        if (there.isEmpty()) {
            return "the host does not say in what it differs";
        }
        SequencedMap<String, String> here = values(plan);
        SequencedSet<String> names = new LinkedHashSet<>(here.keySet());
        names.addAll(there.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String one = there.getOrDefault(name, "");
            String other = here.getOrDefault(name, "");
            if (!one.equals(other)) {
                differences.add(name.startsWith(MEMBER) && (one.isEmpty() || other.isEmpty())
                        ? Shown.name(name) + " is only in " + (one.isEmpty() ? "this plan" : "that one")
                        : "its " + Shown.name(name) + " is " + shown(one) + ", here it is " + shown(other));
            }
        }
        if (differences.isEmpty()) {
            return "it differs in something else than token, snapshot, revision, version, owner and members";
        }
        int more = differences.size() - MOST;
        return String.join("; ", differences.subList(0, Math.min(MOST, differences.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private static String shown(String value) {
        return value.isEmpty() ? "not set" : Shown.name(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As it is if this program did not write it. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
