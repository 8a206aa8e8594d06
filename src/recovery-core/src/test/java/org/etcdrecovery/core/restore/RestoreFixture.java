package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;

/** Plans over the sample snapshot. */
final class RestoreFixture {
    static final Path SAMPLE = sample();

    private RestoreFixture() {}

    private static Path sample() {
        Path up = Path.of("").toAbsolutePath();
        while (up != null) {
            Path sample = up.resolve("src/recovery-core/src/test/samples/kubernetes.db");
            if (Files.exists(sample)) {
                return sample;
            }
            up = up.getParent();
        }
        throw new IllegalStateException("the sample snapshot is not above the working directory");
    }

    /** A plan for members m0, m1, … with data directories in the given directory. */
    static RestorePlan plan(Path snapshot, Path directory, int members) throws IOException {
        return plan(snapshot, IntStream.range(0, members).mapToObj(i -> member(i, directory)).toList(),
                UnaryOperator.identity());
    }

    static MemberRequest member(int number, Path directory) {
        return MemberRequest.voter("m" + number, List.of("http://10.0.0." + number + ":2380"),
                directory.resolve("m" + number + ".etcd"));
    }

    static RestorePlan plan(Path snapshot, List<MemberRequest> members, UnaryOperator<RestoreRequest.Builder> changes)
            throws IOException {
        Inspection inspection = Inspector.inspect(snapshot, Progress.NONE, finding -> {});
        PlanResult result = Planner.plan(changes.apply(RestoreRequest.builder(members, "token-of-the-test")).build(),
                inspection.facts().orElseThrow());
        assertThat(result).isInstanceOf(PlanResult.Accepted.class);
        return ((PlanResult.Accepted) result).plan();
    }

    /** A plan for one member m0 with a separate WAL directory, {@code wal}. */
    static RestorePlan planWithWalDir(Path snapshot, Path directory) throws IOException {
        return plan(snapshot, List.of(new MemberRequest("m0", List.of("http://10.0.0.1:2380"), List.of(),
                Optional.of(directory.resolve("m0.etcd")), Optional.of(directory.resolve("wal")), false)),
                UnaryOperator.identity());
    }

    /** Everything below a directory, as relative paths. */
    static List<String> tree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> !path.equals(directory))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /** What {@link #tree} shows below a complete data directory. */
    static List<String> completeMember(String name, int members) {
        return Stream
                .of("", "/member", "/member/snap", "/member/snap/0000000000000001-000000000000000" + members + ".snap",
                        "/member/snap/db", "/member/wal", "/member/wal/0000000000000000-0000000000000000.wal")
                .map(path -> name + path)
                .toList();
    }
}
