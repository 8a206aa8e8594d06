package org.etcdrecovery.console.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentsViewTest extends ScreenTest {
    private final ContentsViewModel model = new ContentsViewModel(new DirectTaskRunner(), SnapshotOpener.plain());

    @BeforeEach
    void open() throws IOException, TimeoutException {
        Optional<Inspection> inspection = TestTools.inspectedSample().inspection().get();
        show(() -> {
            model.open(inspection);
            return new ContentsView(model);
        });
        await(() -> lookup("#keysTable").tryQuery().isPresent());
    }

    @Test
    void readsATabWhenItIsOpened() {
        assertThat(rows("keys")).isEqualTo(78);
        assertThat(model.contents().get()).isEmpty();

        select("members");

        assertThat(model.contents().get()).isPresent();
        assertThat(rows("members")).isEqualTo(1);
    }

    @Test
    void everyTabOfTheSampleHasItsTable() {
        select("leases");
        assertThat(rows("leases")).isEqualTo(2);
        select("alarms");
        assertThat(rows("alarms")).isZero();
        select("buckets");
        assertThat(rows("buckets")).isPositive();
    }

    @Test
    void hidesWhileThereIsNoFile() {
        doOnFx(() -> model.open(Optional.empty()));

        assertThat(lookup("#contents").query().isVisible()).isFalse();
    }

    private void select(String name) {
        doOnFx(() -> {
            TabPane tabs = lookup("#contentsTabs").queryAs(TabPane.class);
            tabs.getTabs()
                    .stream()
                    .filter(tab -> tab.getId().equals("tab-" + name))
                    .forEach(
                            tabs.getSelectionModel()::select);
        });
    }

    private int rows(String name) {
        return lookup("#" + name + "Table").queryAs(TableView.class).getItems().size();
    }
}
