package org.etcdrecovery.core.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import j2html.TagCreator;
import j2html.tags.specialized.DivTag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePartTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    @Test
    void theRevisionIsThatOfTheSnapshotOnlyIfNoLeaseIsDropped() throws IOException {
        assertThat(revision("keep")).endsWith("226, as in the snapshot");
        assertThat(revision("drop")).startsWith("226 → 227").doesNotContain("as in the snapshot");
    }

    @Test
    void saysWhatAPlanDoesToTheKeyspace() throws IOException {
        assertThat(lines(plan("keep", OptionalLong.empty()))).contains("Revision: 226, as in the snapshot")
                .noneMatch(line -> line.startsWith("As of") || line.startsWith("Leases"));
        assertThat(lines(plan("drop", OptionalLong.empty()))).contains("Leases dropped: 2, with 13 keys",
                "Keys there: 65");
        assertThat(lines(plan("keep", OptionalLong.of(200)))).contains("As of revision: 200",
                "Keys there: 74");
    }

    /** The lease ended after the revision to go back to. */
    @Test
    void saysWhichLeasesAreCreatedAgain(@TempDir Path directory) throws IOException {
        Path snapshot = new EtcdFile().put("a", "leased", 0x77)
                .put("b", "leased too", 0x77)
                .delete("a")
                .delete("b")
                .put("c", "later")
                .writeTo(directory);

        assertThat(lines(plan(snapshot, "keep", OptionalLong.of(3)))).contains("As of revision: 3",
                "Leases created again: 1, with 2 keys");
        assertThat(lines(plan(snapshot, "keep", OptionalLong.of(2)))).contains("Leases created again: 1, with 1 key");
        assertThat(lines(plan(snapshot, "keep", OptionalLong.empty())))
                .noneMatch(line -> line.startsWith("Leases created again"));
    }

    private static List<String> lines(RestorePlan plan) {
        DivTag section = TagCreator.div();
        new RestorePart(new HtmlBlocks(section)).plan(plan, false);
        Element list = Jsoup.parse(section.render()).select("dl").getFirst();
        return list.select("dt")
                .stream()
                .map(term -> term.text() + ": " + Objects.requireNonNull(term.nextElementSibling()).text())
                .toList();
    }

    private static String revision(String leases) throws IOException {
        return RestorePart.revision(plan(leases, OptionalLong.empty()));
    }

    private static RestorePlan plan(String leases, OptionalLong asOf) throws IOException {
        return plan(SAMPLE, leases, asOf);
    }

    private static RestorePlan plan(Path snapshot, String leases, OptionalLong asOf) throws IOException {
        KeyspaceEdit edit = new KeyspaceEdit(asOf, LeaseChoice.parse(List.of(leases)).orElseThrow(),
                OptionalLong.empty(), false);
        try (SnapshotFile file = SnapshotFile.open(snapshot)) {
            RestoreRequest request = RestoreRequest
                    .builder(List.of(MemberRequest.voter("m1", List.of("http://127.0.0.1:2380"),
                            Path.of("/var/lib/never"))), "token")
                    // Going back needs a bump.
                    .revisionBump(asOf.isPresent() ? 1000 : 0)
                    .markCompacted(asOf.isPresent())
                    .keyspace(Optional.of(KeyspaceSurvey.of(file, edit, Progress.NONE)))
                    .build();
            PlanResult result = Planner.plan(request,
                    Inspector.inspect(snapshot, Progress.NONE, _ -> {}).facts().orElseThrow());
            assertThat(result).as("%s", result.problems()).isInstanceOf(PlanResult.Accepted.class);
            return ((PlanResult.Accepted) result).plan();
        }
    }
}
