package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;

/**
 * Rehearsing a plan with one member. No other tool does it, so the measure is the sum of its parts, each done alone: a
 * restore, a start, HashKV of the server, a save, and reading both snapshots once.
 */
final class RehearsalContests {
    private static final double GOAL = 1.3;
    private static final String MEMBER = "m1=http://127.0.0.1:2380";
    /**
     * The arguments are our program, etcd, etcdctl, the snapshot and an empty directory. As in a rehearsal the server
     * listens on sockets in its working directory, which needs no free port.
     */
    private static final String PARTS = """
            set -e
            ours=$1 etcd=$2 etcdctl=$3 file=$4
            cd "$5"
            "$ours" restore "$file" --member m1=unix://peer:1 --token parts --out . --quiet >/dev/null
            "$etcd" --name m1 --data-dir m1.etcd --listen-client-urls unix://client:1 \\
                --advertise-client-urls unix://client:1 --listen-peer-urls unix://peer:1 \\
                --initial-advertise-peer-urls unix://peer:1 --initial-cluster m1=unix://peer:1 \\
                --quota-backend-bytes 8589934592 >etcd.log 2>&1 &
            trap 'kill -9 $!' EXIT
            client="unix://$PWD/client:1"
            until "$etcdctl" --endpoints "$client" endpoint health >/dev/null 2>&1; do sleep 0.1; done
            "$etcdctl" --endpoints "$client" --command-timeout 5m endpoint hashkv >/dev/null
            "$ours" snapshot save saved.db --endpoints "$client" --no-verdict --quiet >/dev/null
            "$ours" hashkv "$file" --quiet >/dev/null
            "$ours" hashkv saved.db --quiet >/dev/null
            """;

    private final Tools tools;

    RehearsalContests(Tools tools) {
        this.tools = tools;
    }

    /** The contest on one corpus; none on small ones. */
    List<Contest> on(Corpora.Entry corpus) {
        if (corpus.size() == Corpora.Size.SMALL) {
            return List.of();
        }
        Path file = corpus.file();
        Job parts = scratch -> List.of(List.of("sh", "-c", PARTS, "parts", tools.ours().toString(),
                tools.etcd().toString(), tools.etcdctl().toString(), file.toString(), scratch.toString()));
        Job rehearsal = scratch -> List.of(List.of(tools.ours().toString(), "rehearse", file.toString(), "--member",
                MEMBER, "--etcd", tools.etcd().toString(), "--scratch", scratch.toString(), "--quiet"));
        // The parts run as several processes, so only the time is compared.
        Goal goal = corpus.size() == Corpora.Size.LARGE ? Goal.ratio(GOAL) : Goal.none();
        return List.of(new Contest("rehearse 1, against its parts", file, Cache.WARM, parts, rehearsal,
                Answer.NOT_COMPARED, goal));
    }
}
