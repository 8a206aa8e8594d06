package org.etcdrecovery.core.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.junit.jupiter.api.Test;

class RestorePartTest {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    @Test
    void theRevisionIsThatOfTheSnapshotOnlyIfNoLeaseIsDropped() throws IOException {
        assertThat(revision("keep")).endsWith("226, as in the snapshot");
        assertThat(revision("drop")).startsWith("226 → 227").doesNotContain("as in the snapshot");
    }

    private static String revision(String leases) throws IOException {
        KeyspaceEdit edit = new KeyspaceEdit(OptionalLong.empty(), LeaseChoice.parse(List.of(leases)).orElseThrow(),
                OptionalLong.empty(), false);
        try (SnapshotFile file = SnapshotFile.open(SAMPLE)) {
            RestoreRequest request = RestoreRequest
                    .builder(List.of(MemberRequest.voter("m1", List.of("http://127.0.0.1:2380"),
                            Path.of("/var/lib/never"))), "token")
                    .keyspace(Optional.of(KeyspaceSurvey.of(file, edit, Progress.NONE)))
                    .build();
            PlanResult result = Planner.plan(request,
                    Inspector.inspect(SAMPLE, Progress.NONE, _ -> {}).facts().orElseThrow());
            return RestorePart.revision(((PlanResult.Accepted) result).plan());
        }
    }
}
