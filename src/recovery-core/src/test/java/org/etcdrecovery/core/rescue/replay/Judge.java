package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;

/** What a server makes of copies of directories, to compare a rescue with. */
final class Judge {
    private static final Set<String> MOVING = Set.of("meta/consistent_index", "meta/term");

    private Judge() {}

    static Path database(Member member) {
        return member.dataDir().resolve("member/snap/db");
    }

    /** Lets the servers of a cluster recover and stop, and returns the database of the first. */
    static Path recovered(EtcdVersion version, List<Member> copies) {
        try (RealCluster cluster = RealCluster.start(version, copies)) {
            cluster.members().forEach(MemberProcess::stop);
        }
        return database(copies.getFirst());
    }

    /** The records that differ, but for those that change with every start. */
    static List<String> differences(Records rescued, Records judged) {
        Map<String, String> left = flat(rescued);
        Map<String, String> right = flat(judged);
        Set<String> all = new TreeSet<>(left.keySet());
        all.addAll(right.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : all) {
            if (!MOVING.contains(name) && !left.getOrDefault(name, "-").equals(right.getOrDefault(name, "-"))) {
                differences.add(name + ": rescued " + left.get(name) + ", server " + right.get(name));
            }
        }
        return differences;
    }

    private static Map<String, String> flat(Records records) {
        Map<String, String> flat = new TreeMap<>();
        for (String bucket : records.names()) {
            records.bucket(bucket)
                    .forEach((key, value) -> flat.put(
                            bucket + "/" + (bucket.equals("key") || bucket.equals("lease")
                                    ? HexFormat.of().formatHex(key)
                                    : new String(key, UTF_8)),
                            HexFormat.of().formatHex(value)));
        }
        flat.computeIfPresent("meta/confState", (_, json) -> sorted(json));
        return flat;
    }

    /** The servers of one cluster store its members in different orders. */
    private static String sorted(String confState) {
        String json = new String(HexFormat.of().parseHex(confState), UTF_8);
        return json.replaceAll("\\d+", "") + Stream.of(json.split("\\D+")).sorted().toList();
    }

    /** A copy of a member's directory, beside it. */
    static Member copyOf(Member member, String name) throws IOException {
        Path target = member.dataDir().resolveSibling(name + ".etcd");
        try (Stream<Path> files = Files.walk(member.dataDir())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(member.dataDir().relativize(file).toString()));
            }
        }
        return new Member(member.name(), target, member.peerUrl(), member.clientUrl(), member.flags());
    }
}
