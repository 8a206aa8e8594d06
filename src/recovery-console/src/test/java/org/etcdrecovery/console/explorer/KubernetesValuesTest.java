package org.etcdrecovery.console.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The values of the sample that comes with the console, to which an API server of Kubernetes wrote. */
class KubernetesValuesTest {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final KeysViewModel model = new KeysViewModel(runner, SnapshotOpener.plain());
    private final ValueViewModel value = model.value();

    @BeforeEach
    void open() throws IOException {
        model.open(Optional.of(Inspector.inspect(SAMPLE, Progress.NONE, _ -> {})));
    }

    @Test
    void anObjectIsShownAsYamlAndCanBeReadInEveryForm() {
        select("/registry/roles/data/reader");

        ShownValue shown = value.value().get().orElseThrow();
        assertThat(value.hidden().get()).isFalse();
        assertThat(value.form().get()).isEqualTo(ValueForm.YAML);
        assertThat(shown.in(ValueForm.YAML)).startsWith("apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n");
        assertThat(shown.in(ValueForm.JSON)).contains("\"kind\" : \"Role\"");
        assertThat(shown.in(ValueForm.TEXT)).startsWith("k8s·");
        assertThat(shown.in(ValueForm.HEX)).startsWith("00000000  6b 38 73 00");
        assertThat(shown.kubernetes()).containsInstanceOf(KubernetesObject.class);
    }

    @Test
    void aSecretIsShownWithoutWhatIsSecretUntilTheOperatorAsks() {
        select("/registry/secrets/data/s0");

        ShownValue covered = value.value().get().orElseThrow();
        assertThat(value.hidden().get()).isTrue();
        assertThat(covered.forms()).containsOnlyKeys(ValueForm.YAML, ValueForm.JSON);
        assertThat(covered.in(ValueForm.YAML)).contains("  name: s0\n", ": (hidden)\n");
        assertThat(covered.in(ValueForm.HEX)).isEqualTo(covered.in(ValueForm.YAML));

        value.reveal();
        releaseAll();

        ShownValue shown = value.value().get().orElseThrow();
        assertThat(value.hidden().get()).isFalse();
        assertThat(shown.forms()).containsOnlyKeys(ValueForm.values());
        assertThat(shown.in(ValueForm.YAML)).contains("  name: s0\n").doesNotContain("(hidden)");
    }

    private void select(String key) {
        model.search(key);
        releaseAll();
        value.select(Optional.of(model.lines().getFirst()));
        releaseAll();
    }

    private void releaseAll() {
        while (runner.isHolding()) {
            runner.release();
        }
    }
}
