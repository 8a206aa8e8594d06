package org.etcdrecovery.console.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysViewModelTest {
    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final KeysViewModel model = new KeysViewModel(runner, SnapshotOpener.plain());

    @BeforeEach
    void open() throws IOException {
        Optional<Inspection> inspection = TestTools.inspectedSample().inspection().get();
        assertThat(inspection).isPresent();
        model.open(inspection);
    }

    @Test
    void readsTheKeysOnceAndOnlyWhenTheyAreNeeded() {
        assertThat(runner.isHolding()).isFalse();
        model.need();
        releaseAll();
        assertThat(model.lines()).hasSize(78);
        assertThat(model.count().get()).isEqualTo("78 keys");
        assertThat(model.cut().get()).isEmpty();

        model.need();
        assertThat(runner.isHolding()).isFalse();
    }

    @Test
    void aSearchShowsTheKeysThatContainTheText() {
        model.search("/registry/secrets/");
        releaseAll();
        assertThat(model.lines()).isNotEmpty()
                .hasSizeLessThan(78)
                .allSatisfy(line -> assertThat(line.text()).contains("/registry/secrets/"));

        model.search("no such key");
        releaseAll();
        assertThat(model.lines()).isEmpty();
        assertThat(model.count().get()).isEqualTo("no key matches");

        model.search("");
        releaseAll();
        assertThat(model.lines()).hasSize(78);
    }

    @Test
    void aReadingThatEndsAfterTheFileWasClosedShowsNothing() {
        model.need();
        model.open(Optional.empty());
        releaseAll();

        assertThat(model.lines()).isEmpty();
        assertThat(model.count().get()).isEmpty();
    }

    @Test
    void doesNotShowASecretBeforeItIsRevealed() {
        model.search("/registry/secrets/");
        releaseAll();
        ValueViewModel value = model.value();

        value.select(Optional.of(model.lines().getFirst()));
        assertThat(value.hidden().get()).isTrue();
        assertThat(value.value().get()).isEmpty();
        releaseAll();
        assertThat(value.hidden().get()).isTrue();
        assertThat(value.value().get()).get().returns(true, ShownValue::covered);

        value.reveal();
        releaseAll();
        assertThat(value.hidden().get()).isFalse();
        assertThat(value.value().get()).get().returns(false, ShownValue::covered);
    }

    @Test
    void hidesTheNextSecretAgain() {
        model.search("/registry/secrets/");
        releaseAll();
        ValueViewModel value = model.value();
        value.select(Optional.of(model.lines().getFirst()));
        value.reveal();
        releaseAll();

        value.select(Optional.of(model.lines().getLast()));
        assertThat(value.hidden().get()).isTrue();
        assertThat(value.value().get()).isEmpty();

        releaseAll();
        assertThat(value.hidden().get()).isTrue();
        assertThat(value.value().get()).get().returns(true, ShownValue::covered);
    }

    private void releaseAll() {
        while (runner.isHolding()) {
            runner.release();
        }
    }
}
