package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * One member before it runs: what a restore needs to know of it, and what its server is started with.
 *
 * @param name      its name in the cluster
 * @param dataDir   its data directory, which need not exist
 * @param peerUrl   the URL at which the other members reach it
 * @param clientUrl the URL at which clients reach it
 * @param flags     further flags of its server, such as {@code --wal-dir=…}
 */
public record Member(String name, Path dataDir, URI peerUrl, URI clientUrl, List<String> flags) {
    /**
     * Below the range from which the kernel takes ports for outgoing connections, so that none of those is in the way.
     * Each test process has ports of its own: a port is handed out some time before a server binds it.
     */
    private static final int FIRST_PORT = 12_000 + (Integer.getInteger("recovery.test.fork", 1) - 1) * 10_000;
    private static final int PORTS = 10_000;

    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    public Member {
        flags = List.copyOf(flags);
    }

    /** This member with further flags for its server. */
    public Member withFlags(String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new Member(name, dataDir, peerUrl, clientUrl, all);
    }

    /** Members {@code m1}, {@code m2}, … on free ports of loopback, with data directories {@code parent/m1.etcd}, …. */
    public static List<Member> onFreePorts(Path parent, int count) {
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String name = "m" + i;
            members.add(new Member(name, parent.resolve(name + ".etcd"), loopback(), loopback(), List.of()));
        }
        return List.copyOf(members);
    }

    /** The members as {@code --initial-cluster} takes them: {@code m1=http://127.0.0.1:12380,…}. */
    public static String initialCluster(List<Member> members) {
        return members.stream().map(member -> member.name + "=" + member.peerUrl).collect(Collectors.joining(","));
    }

    private static URI loopback() {
        return URI.create("http://127.0.0.1:" + freePort());
    }

    /** A port that nothing listens on, and that no other test of this process gets. */
    static int freePort() {
        while (true) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            if (HANDED_OUT.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
