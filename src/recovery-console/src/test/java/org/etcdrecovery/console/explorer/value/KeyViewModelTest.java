package org.etcdrecovery.console.explorer.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.console.explorer.difference.Difference;
import org.etcdrecovery.console.explorer.difference.Difference.Kind;
import org.etcdrecovery.console.explorer.difference.Difference.Part;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyViewModelTest {
    /** An API server of Kubernetes wrote it. */
    private static final Path KUBERNETES = Path.of("../../assets/sample/kubernetes.db");

    @TempDir
    Path directory;

    private record Opened(KeyIndex index, KeyViewModel model) {
        void select(String key) {
            KeyState state = index.newest();
            int rank = index.find(key.getBytes(UTF_8));
            model.select(Optional.of(ChosenKey.of(index, rank, state.living(rank))));
        }
    }

    private static Opened open(Path file) throws IOException {
        SnapshotName name = SnapshotName.of(file);
        return new Opened(KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE),
                new KeyViewModel(new DirectTaskRunner(), SnapshotOpener.plain(), name));
    }

    @Test
    void anObjectIsShownAsYamlAndCanBeReadInEveryForm() throws IOException {
        Opened opened = open(KUBERNETES);
        opened.select("/registry/roles/data/reader");

        ShownValue shown = opened.model.value().get().orElseThrow();
        assertThat(opened.model.hidden().get()).isFalse();
        assertThat(opened.model.form().get()).isEqualTo(ValueForm.YAML);
        assertThat(shown.subject()).isEqualTo("rbac.authorization.k8s.io/v1 Role · data / reader");
        assertThat(shown.piece(ValueForm.YAML, 0)).startsWith("apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n");
        assertThat(shown.piece(ValueForm.JSON, 0)).contains("\"kind\" : \"Role\"");
        assertThat(shown.piece(ValueForm.TEXT, 0)).startsWith("k8s·");
        assertThat(shown.piece(ValueForm.HEX, 0)).startsWith("00000000  6b 38 73 00");
        assertThat(shown.kubernetes()).containsInstanceOf(KubernetesObject.class);
    }

    @Test
    void aSecretIsCoveredUntilTheOperatorAsksAndTheNextOneIsAgain() throws IOException {
        Opened opened = open(KUBERNETES);
        opened.select("/registry/secrets/data/s0");

        ShownValue covered = opened.model.value().get().orElseThrow();
        assertThat(opened.model.hidden().get()).isTrue();
        assertThat(covered.forms()).containsExactlyInAnyOrder(ValueForm.YAML, ValueForm.JSON);
        for (ValueForm form : ValueForm.values()) {
            assertThat(covered.piece(form, 0)).contains("(hidden)");
        }

        opened.model.reveal();
        ShownValue shown = opened.model.value().get().orElseThrow();
        assertThat(opened.model.hidden().get()).isFalse();
        assertThat(shown.forms()).containsExactlyInAnyOrder(ValueForm.values());
        assertThat(shown.piece(ValueForm.YAML, 0)).contains("  name: s0\n").doesNotContain("(hidden)");

        assertThat(opened.model.revealed().get()).isTrue();
        opened.model.cover();
        assertThat(opened.model.hidden().get()).isTrue();
        assertThat(opened.model.revealed().get()).isFalse();
        assertThat(opened.model.value().get().orElseThrow().piece(ValueForm.YAML, 0)).contains("(hidden)");
        opened.model.reveal();

        opened.select("/registry/secrets/data/s1");
        assertThat(opened.model.revealed().get()).isFalse();
        assertThat(opened.model.hidden().get()).isTrue();
        assertThat(opened.model.value().get()).get().returns(true, ShownValue::covered);
    }

    @Test
    void theHistoryHoldsEveryRecordAndADeletionHasNoValue() throws IOException {
        Opened opened = open(new EtcdFile().put("k", "one\ntwo")
                .put("k", "one\n2")
                .delete("k")
                .put("k", "three")
                .writeTo(directory));
        opened.select("k");
        List<KeyRecord> records = opened.model.records().get();

        assertThat(records).extracting(one -> one.revision().main()).containsExactly(5L, 4L, 3L, 2L);
        assertThat(text(opened)).isEqualTo("three");
        opened.model.show(Optional.of(records.get(1)));
        assertThat(opened.model.value().get()).isEmpty();
        opened.model.show(Optional.of(records.get(2)));
        assertThat(text(opened)).isEqualTo("one\n2");

        opened.model.compare(records.get(3), records.get(2));
        assertThat(changed(opened)).containsExactly(Kind.SAME, Kind.CHANGED);
        opened.model.compare(records.get(2), records.get(1));
        assertThat(changed(opened)).as("what the deletion took").containsExactly(Kind.LEFT, Kind.LEFT);
        opened.model.compare(records.get(1), records.get(0));
        assertThat(changed(opened)).containsExactly(Kind.RIGHT);
        opened.model.select(Optional.empty());
        assertThat(opened.model.compared().get()).isEmpty();
    }

    @Test
    void differencesOfASecretAreCoveredToo() throws IOException {
        Opened opened = open(new EtcdFile().put("/registry/secrets/default/a", "old")
                .put("/registry/secrets/default/a", "new")
                .writeTo(directory));
        opened.select("/registry/secrets/default/a");
        assertThat(opened.model.value().get()).isEmpty();
        assertThat(opened.model.hidden().get()).isTrue();
        List<KeyRecord> records = opened.model.records().get();

        opened.model.compare(records.get(1), records.get(0));
        assertThat(opened.model.compared().get().orElseThrow().values().difference()).isEmpty();
        opened.model.reveal();
        assertThat(opened.model.compared().get().orElseThrow().values().difference()).isPresent();
        assertThat(text(opened)).isEqualTo("new");
    }

    @Test
    void aLongValueComesInPiecesThatTogetherAreWhole() throws IOException {
        String value = "é😀x".repeat(60_000);
        Opened opened = open(new EtcdFile().put("long", value).writeTo(directory));
        opened.select("long");
        ShownValue shown = opened.model.value().get().orElseThrow();

        int pieces = shown.pieces(ValueForm.TEXT);
        StringBuilder whole = new StringBuilder();
        for (int piece = 0; piece < pieces; piece++) {
            whole.append(shown.piece(ValueForm.TEXT, piece));
        }
        assertThat(pieces).isGreaterThan(1);
        assertThat(whole.toString()).isEqualTo(value);
        assertThat(shown.piece(ValueForm.HEX, 1)).startsWith("00004000  ");
    }

    private static List<Kind> changed(Opened opened) {
        return opened.model.compared()
                .get()
                .orElseThrow()
                .values()
                .difference()
                .orElseThrow()
                .rows()
                .stream()
                .map(Difference.Row::kind)
                .toList();
    }

    @Test
    void aSecretThatChangedSaysSoAlthoughItIsCovered() throws IOException {
        String secret = "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"a\"},\"data\":{\"p\":\"%s\"}}";
        Opened opened = open(new EtcdFile().put("/registry/secrets/default/a", secret.formatted("b2xk"))
                .put("/registry/secrets/default/a", secret.formatted("bmV3"))
                .writeTo(directory));
        opened.select("/registry/secrets/default/a");
        List<KeyRecord> records = opened.model.records().get();

        opened.model.compare(records.get(1), records.get(0));

        assertThat(opened.model.compared().get().orElseThrow().values().difference().orElseThrow().rows())
                .filteredOn(row -> row.kind() == Kind.CHANGED)
                .extracting(row -> words(row.left()) + " | " + words(row.right()))
                .contains("  p: (hidden) |   p: (hidden, differs)");
    }

    private static String words(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    private static String text(Opened opened) {
        return opened.model.value().get().orElseThrow().piece(ValueForm.TEXT, 0);
    }
}
