package org.etcdrecovery.console.step.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.Test;

/** What is known of a file apart from its content, and what is kept of it. */
class InspectedFileTest extends InspectTest {
    @Test
    void aFileThatLacksSomethingIsRestorableWithCareOnly() {
        Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
        recovery.choose(new SnapshotChoice(TestTools.SAMPLE, SourceKind.FILE, "", Optional.empty(),
                "salvaged, lacks 2 ranges of revisions", Optional.empty()));
        StepTools tools = tools();
        InspectViewModel model = entered(recovery, tools);

        assertThat(model.verdict().tone()).isEqualTo(Tone.WARNING);
        assertThat(model.verdict().headline()).isEqualTo("Restorable with care");
        assertThat(model.verdict().sentence()).startsWith("**Salvaged, lacks 2 ranges of revisions.**");
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Salvaged, lacks 2 ranges of revisions");
        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(tools.memory().settings().get().recent()).singleElement()
                .satisfies(recent -> assertThat(recent.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE));
    }

    @Test
    void remembersTheFileForTheStartPage() {
        StepTools tools = tools();
        entered(recovery(RunKind.INSPECT, TestTools.SAMPLE), tools);

        assertThat(tools.memory().settings().get().recent()).singleElement()
                .satisfies(recent -> assertThat(recent.verdict()).isEqualTo(Verdict.RESTORABLE));
    }

    @Test
    void whatIsNoSnapshotDoesNotFillTheStartPage() throws IOException {
        StepTools tools = tools();
        entered(recovery(RunKind.INSPECT, changed(_ -> "not a snapshot at all".getBytes(StandardCharsets.UTF_8))),
                tools);

        assertThat(tools.memory().settings().get().recent()).isEmpty();
    }

    @Test
    void knowsAnOpenedFileByTheManifestBesideIt() throws IOException {
        Path file = changed(bytes -> bytes);
        String sha256 = Inspector.inspect(file, Progress.NONE, _ -> {}).facts().orElseThrow().hashes().sha256();
        Files.writeString(Manifest.pathFor(file), """
                {"sha256": "%s", "time": "2026-11-24T21:00:00Z", "memberName": "m1", "hadLeader": false}"""
                .formatted(sha256));
        Recovery recovery = recovery(RunKind.INSPECT, file);
        StepTools tools = tools();
        entered(recovery, tools);

        assertThat(recovery.snapshot().get()).hasValueSatisfying(choice -> {
            assertThat(choice.taken()).contains(Instant.parse("2026-11-24T21:00:00Z"));
            assertThat(choice.member()).isEqualTo("m1");
            assertThat(choice.lacks()).isEqualTo("may lack the last writes");
        });
        assertThat(recovery.inspection().get().orElseThrow().verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertThat(tools.memory().settings().get().recent().getFirst().lacks()).contains("may lack the last writes");
        assertThat(recovery.inspection().get()).isPresent();
    }

    @Test
    void aManifestOfOtherBytesSaysNothing() throws IOException {
        Path file = changed(bytes -> bytes);
        Files.writeString(Manifest.pathFor(file), """
                {"sha256": "00", "time": "2026-11-24T21:00:00Z", "memberName": "m1", "hadLeader": false}""");
        Recovery recovery = recovery(RunKind.INSPECT, file);
        entered(recovery, tools());

        assertThat(recovery.snapshot().get()).contains(SnapshotChoice.ofFile(file));
    }
}
