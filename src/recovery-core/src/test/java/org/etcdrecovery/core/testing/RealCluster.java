package org.etcdrecovery.core.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Real servers on loopback that form one cluster. Closing it leaves none of them running. */
public final class RealCluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(25);

    private final EtcdVersion version;
    private final List<MemberProcess> members = new ArrayList<>();

    private RealCluster(EtcdVersion version, List<Member> members, List<String> flags) {
        this.version = version;
        try {
            for (Member member : members) {
                this.members.add(MemberProcess.start(version, member, members, flags));
            }
            awaitHealthy();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /**
     * Creates a cluster with new data directories under {@code parent} and waits until it is healthy.
     *
     * @param flags further flags of each server
     */
    public static RealCluster fresh(EtcdVersion version, Path parent, int count, String... flags) {
        return start(version, Member.onFreePorts(parent, count), flags);
    }

    /**
     * Starts servers on the data directories of the members, which may be restored ones, and waits until the cluster
     * is healthy.
     *
     * @throws AssertionError if it does not become healthy, or as soon as one of the servers ends; with the logs
     */
    public static RealCluster start(EtcdVersion version, List<Member> members, String... flags) {
        return new RealCluster(version, members, List.of(flags));
    }

    public EtcdVersion version() {
        return version;
    }

    public List<MemberProcess> members() {
        return List.copyOf(members);
    }

    public MemberProcess member(int index) {
        return members.get(index);
    }

    /** Waits until there is a leader, and returns it. All members must be running. */
    public MemberProcess leader() {
        List<MemberProcess> leaders = new ArrayList<>();
        await("led", () -> {
            members.stream().filter(MemberProcess::isLeader).forEach(leaders::add);
            return !leaders.isEmpty();
        });
        return leaders.getFirst();
    }

    /** The client of the first member. */
    public Gateway gateway() {
        return members.getFirst().gateway();
    }

    /** This version's etcdctl with all members as its endpoints. */
    public Tool etcdctl() {
        return Judges.etcdctl(version)
                .with("--endpoints=" + members.stream()
                        .map(process -> process.member().clientUrl().toString())
                        .collect(Collectors.joining(",")));
    }

    /** This version's etcdctl with one member as its only endpoint, as {@code snapshot save} requires. */
    public Tool etcdctl(int index) {
        return Judges.etcdctl(version).with("--endpoints=" + members.get(index).member().clientUrl());
    }

    /**
     * The answer of each member to HashKV, in the order of the members.
     *
     * @param revision  the revision, or 0 for the newest
     * @param arguments further arguments of etcdctl, such as {@code --user=root:root}
     */
    public List<HashKv> hashKv(long revision, Object... arguments) {
        List<HashKv> hashes = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            JsonNode answer = etcdctl(i).with(arguments)
                    .run("endpoint", "hashkv", "--rev=" + revision, "--write-out=json")
                    .json()
                    .get(0)
                    .get("HashKV");
            hashes.add(new HashKv(answer.get("hash").asLong(), answer.get("compact_revision").asLong()));
        }
        return hashes;
    }

    /** Stops all servers (SIGTERM) and starts them again on their data directories. */
    public void restart() {
        members.forEach(MemberProcess::stop);
        members.forEach(MemberProcess::restart);
        awaitHealthy();
    }

    /** Waits until every member answers for the cluster. */
    public void awaitHealthy() {
        await("healthy", () -> members.stream().allMatch(member -> member.gateway().isHealthy()));
    }

    /**
     * Waits until the condition holds.
     *
     * @throws AssertionError if it does not hold within two minutes, or as soon as one of the servers ends; with the
     *                        logs
     */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!condition.getAsBoolean()) {
            for (MemberProcess member : members) {
                if (!member.isRunning()) {
                    throw new AssertionError(member.member().name() + " ended with exit code " + member.awaitExit()
                            + "\n" + logs());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not " + what + " after " + START.toSeconds() + " seconds\n" + logs());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** What all members have logged. */
    public String logs() {
        return members.stream()
                .map(member -> "--- " + member.member().name() + "\n" + member.log())
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        members.forEach(MemberProcess::close);
    }

    /**
     * An answer to HashKV.
     *
     * @param hash            unsigned 32 bits
     * @param compactRevision the revision at which the store was compacted last, -1 if never
     */
    public record HashKv(long hash, long compactRevision) {}
}
