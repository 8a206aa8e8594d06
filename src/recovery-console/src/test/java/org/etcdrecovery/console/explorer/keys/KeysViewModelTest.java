package org.etcdrecovery.console.explorer.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.etcdrecovery.console.explorer.keys.KeyQuery.Way;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.core.contents.index.Subtree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysViewModelTest {
    @TempDir
    Path directory;

    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final KeysViewModel model = new KeysViewModel(runner);

    @BeforeEach
    void open() {
        model.open(Optional.of(SampleKeys.index(directory)));
        releaseAll();
    }

    @Test
    void beginsWithTheRoots() {
        assertThat(names()).containsExactly("/registry", "other");
        assertThat(level()).containsExactly("/registry", "other");
        assertThat(model.selection().get().subtree()).isEmpty();
    }

    @Test
    void theTreemapShowsTheLevelOfTheSelectedRow() {
        toggle(0);
        select(1);

        assertThat(new String(model.level().get().orElseThrow().prefix(), UTF_8)).isEqualTo("/registry/");
        assertThat(level()).containsExactly("pods", "secrets");
        select(0);
        assertThat(level()).containsExactly("/registry", "other");
    }

    @Test
    void whatIsEnteredInTheTreemapOpensInTheTree() {
        enter(0);
        enter(0);

        assertThat(names()).containsExactly("/registry", " pods", "  default", "  system", " secrets", "other");
        assertThat(level()).containsExactly("system", "default");
        assertThat(selected()).isEqualTo("pods");

        model.leave();
        releaseAll();
        assertThat(level()).containsExactly("pods", "secrets");
        assertThat(selected()).isEqualTo("pods");
        model.leave();
        releaseAll();
        model.leave();
        releaseAll();
        assertThat(level()).containsExactly("/registry", "other");
    }

    @Test
    void theTreemapGoesUpWhereItsLevelHasNoKeysAnyMore() {
        enter(0);
        enter(0);
        model.query().set(new KeyQuery("/registry/secrets", Way.PREFIX));
        releaseAll();

        assertThat(new String(model.level().get().orElseThrow().prefix(), UTF_8)).isEqualTo("/registry/");
        assertThat(level()).containsExactly("secrets");
    }

    @Test
    void choosingInTheTreemapSelectsTheRowAndKeepsTheLevel() {
        enter(0);
        model.selectInLevel(model.level().get().orElseThrow().parts().getLast());
        releaseAll();

        assertThat(selected()).isEqualTo("secrets");
        assertThat(level()).containsExactly("pods", "secrets");
    }

    @Test
    void aSearchOpensWhatItFinds() {
        model.query().set(new KeyQuery("web", Way.CONTAINING));
        releaseAll();

        assertThat(names()).containsExactly("/registry", " pods", "  default", "   web-1", "   web-2");
        assertThat(model.shown().get().orElseThrow().state().totals().keys()).isEqualTo(2);
        assertThat(model.shown().get().orElseThrow().all()).isEqualTo(5);

        model.query().set(new KeyQuery("web-[2-9]$", Way.REGEX));
        releaseAll();
        assertThat(names()).last().isEqualTo("   web-2");

        model.query().set(new KeyQuery("(", Way.REGEX));
        releaseAll();
        assertThat(names()).as("the last search that could be made").last().isEqualTo("   web-2");
        model.query().set(KeyQuery.ALL);
        releaseAll();
        assertThat(names()).contains("other");
    }

    @Test
    void anEarlierRevisionShowsWhatExistedThenAndKeepsWhatIsOpen() {
        toggle(0);
        select(1);
        model.revision().set(5L);
        releaseAll();

        assertThat(names()).containsExactly("/registry", " configmaps", " pods");
        assertThat(selected()).isEqualTo("pods");
        model.revision().set(2L);
        releaseAll();
        assertThat(names()).containsExactly("/registry", " pods");
    }

    @Test
    void aSliderThatMovesOnShowsTheStateUnderWayAndThenTheLast() {
        model.revision().set(3L);
        model.revision().set(4L);
        model.revision().set(5L);

        runner.release();
        assertThat(model.shown().get().orElseThrow().state().revision()).isEqualTo(3);
        releaseAll();
        assertThat(model.shown().get().orElseThrow().state().revision()).isEqualTo(5);
    }

    @Test
    void whatEndsAfterTheFileWasClosedShowsNothing() {
        model.revision().set(3L);
        model.open(Optional.empty());
        releaseAll();

        assertThat(model.shown().get()).isEmpty();
        assertThat(model.level().get()).isEmpty();
    }

    private void enter(int part) {
        model.enter(model.level().get().orElseThrow().parts().get(part));
        releaseAll();
    }

    private void toggle(int row) {
        model.toggle(row);
        releaseAll();
    }

    private void select(int row) {
        model.select(row);
        releaseAll();
    }

    private String selected() {
        return new String(model.selection().get().subtree().map(Subtree::name).orElseThrow(), UTF_8);
    }

    private List<String> level() {
        return model.level()
                .get()
                .orElseThrow()
                .parts()
                .stream()
                .map(part -> new String(part.name(), UTF_8))
                .toList();
    }

    private List<String> names() {
        TreeRows rows = model.shown().get().orElseThrow().rows();
        return IntStream.range(0, rows.size())
                .mapToObj(rows::get)
                .map(row -> " ".repeat(row.depth()) + new String(row.subtree().name(), UTF_8))
                .toList();
    }

    private void releaseAll() {
        while (runner.isHolding()) {
            runner.release();
        }
    }
}
