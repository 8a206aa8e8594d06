package org.etcdrecovery.core.rehearse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.plan.ClusterIdentity;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestorePlanBuilder;
import org.etcdrecovery.core.rehearse.RehearsalException.Reason;
import org.etcdrecovery.core.url.EtcdUrl;

/** Makes the plan of a rehearsal: the operator's, with a token, URLs and directories of its own. */
final class RehearsalPlan {
    /** etcd requires a port in the name of a socket; it is a part of the file's name. */
    private static final String PORT = ":1";
    private static final String CLIENT = "client";
    /** {@code sun_path} of {@code sockaddr_un} has 104 bytes on macOS and BSD, and 108 on Linux, with a NUL at the end. */
    private static final int LONGEST_SOCKET = 103;

    private RehearsalPlan() {}

    /**
     * Makes the plan. It always reads the written files back, because without a login the proof does not compare every key.
     *
     * @param plan        the operator's plan
     * @param directory   the scratch directory, which is also the working directory of every etcd
     * @param everyMember whether to rehearse all members instead of one voter
     * @param token       a token that no other cluster has
     */
    static RestorePlan of(RestorePlan plan, Path directory, boolean everyMember, String token) {
        List<PlannedMember> members = new ArrayList<>();
        for (PlannedMember member : everyMember ? plan.members() : List.of(firstVoter(plan))) {
            int number = members.size();
            List<String> peers = List.of("unix://peer" + number + PORT);
            members.add(new PlannedMember(ClusterIdentity.memberId(EtcdUrl.parsePlanned(peers), token), member.name(),
                    peers, List.of("unix://" + CLIENT + number + PORT),
                    Optional.of(directory.resolve("member" + number)), Optional.empty(), member.learner()));
        }
        return RestorePlanBuilder.builder(plan)
                .token(token)
                .clusterId(ClusterIdentity.clusterId(members.stream().map(PlannedMember::id).toList()))
                .members(members)
                .owner(Optional.empty())
                .readBack(true)
                .build();
    }

    private static PlannedMember firstVoter(RestorePlan plan) {
        return plan.members().stream().filter(member -> !member.learner()).findFirst().orElseThrow();
    }

    /** The socket at which a member serves clients. */
    static Path socket(Path directory, int number) {
        return directory.resolve(CLIENT + number + PORT);
    }

    /** The endpoint of that socket. */
    static Endpoint endpoint(Path directory, int number) {
        return new Endpoint(CLIENT + number, 0, false, socket(directory, number).toString());
    }

    /**
     * Refuses a scratch directory in which a member could not be reached. The sockets between members do not count: etcd
     * opens them by their names in its working directory.
     *
     * @param members how many members are rehearsed
     * @throws RehearsalException if the path of a member's socket for clients would be too long
     */
    static void requireShortPath(Path directory, int members) throws RehearsalException {
        // The last has the most digits.
        Path socket = socket(directory, members - 1);
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            throw new RehearsalException(Reason.UNSUPPORTED, "the path of the scratch directory is too long for the"
                    + " sockets of a rehearsal: " + socket + ". Name one with a shorter path.");
        }
    }
}
