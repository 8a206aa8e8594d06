package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;

/** What a server makes of copies of directories, to compare a rescue with. */
final class Judge {
    private static final Set<String> MOVING = Set.of("meta/consistent_index", "meta/term");

    private static final String UNPUBLISHED = "failed to publish local member";
    /** Each takes seven seconds, and one may be due to a busy machine. */
    private static final int PUBLISH_ATTEMPTS = 2;
    private static final int LONGEST_SHOWN = 200;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

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

    /** Starts a server on the directory of a single member, and stops it as soon as it is known what becomes of it. */
    static Outcome start(EtcdVersion version, Member copy) {
        try (MemberProcess server = MemberProcess.start(version, copy, List.of(copy), List.of())) {
            // A server on an earlier copy with this name has written to the same file.
            int before = server.log().length();
            while (server.isRunning()) {
                if (server.gateway().isHealthy()) {
                    server.stop();
                    return Outcome.SERVES;
                }
                if (server.log().substring(before).split(UNPUBLISHED, -1).length > PUBLISH_ATTEMPTS) {
                    return Outcome.WAITS;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            return Outcome.ENDS;
        }
    }

    /** What becomes of a server. */
    enum Outcome {
        /** It answers. */
        SERVES,
        /** It runs, but what it proposes is not applied, because its database claims later entries than its log has. */
        WAITS,
        /** It ends. */
        ENDS
    }

    /** The newest revision. */
    static long revision(Records records) {
        long[] last = {0};
        records.bucket("key")
                .forEach((key, _) -> last[0] = Math.max(last[0], Revision.mainOf(ByteBuffer.wrap(key), 0)));
        return last[0];
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
                            bucket.equals("key") ? shortened(value) : HexFormat.of().formatHex(value)));
        }
        flat.computeIfPresent("meta/confState", (_, json) -> sorted(json));
        return flat;
    }

    /** A failure repeats values, and a campaign may collect many failures. */
    private static String shortened(byte[] value) {
        return value.length <= LONGEST_SHOWN
                ? HexFormat.of().formatHex(value)
                : value.length + " bytes with the hash " + UUID.nameUUIDFromBytes(value);
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
