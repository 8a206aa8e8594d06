package org.etcdrecovery.console.step.snapshot.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** “Repeat this” on the screen. */
class RepeatCardTest extends ScreenTest {
    @TempDir
    private Path directory;

    private RepeatModel open() {
        RepeatModel model = new RepeatModel(
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(directory)));
        show(() -> {
            ScrollPane page = new ScrollPane(new RepeatCard(model));
            page.setFitToWidth(true);
            return page;
        });
        interact(() -> model.begin(ConnectionSettings.of(List.of(new Endpoint("10.0.0.11", 2379, false))),
                StorePlace.EMPTY.at("s3://etcd-backups/prod/"), 1_000_000_000));
        return model;
    }

    private boolean isSeen(String id) {
        return lookup(id).tryQuery().filter(Node::isVisible).filter(node -> node.getParent().isVisible()).isPresent();
    }

    private String text(String id) {
        return lookup(id).queryAs(CommandBlock.class).text();
    }

    @Test
    void showsTheFilesAndWhatToDoWithThem() {
        RepeatModel model = open();

        assertThat(text("#repeatFiles")).contains("# /etc/systemd/system/etcd-snapshot.service", "OnCalendar=");
        assertThat(text("#repeatSteps")).contains("systemctl enable --now etcd-snapshot.timer");
        assertThat(isSeen("#repeatEndpoint")).isTrue();
        assertThat(isSeen("#repeatImage")).isFalse();

        interact(() -> lookup("#repeatHourly").queryAs(TextField.class).setText("a day"));

        assertThat(lookup("#repeatProblem").queryAs(Label.class).getText()).contains("“a day” is not a whole number");
        assertThat(isSeen("#repeatFiles")).isFalse();
        interact(() -> lookup("#repeatHourly").queryAs(TextField.class).setText("48"));
        clickOn("#saveRepeat");

        assertThat(model.written().get()).hasSize(2);
        assertThat(isSeen("#repeatSaved")).isTrue();
    }

    @Test
    void asksForTheImageOfACronJob() {
        open();

        clickOn("#repeat-cronjob").clickOn("#repeatImage").write("example.org/r:1");

        assertThat(text("#repeatFiles")).contains("# etcd-snapshot.yaml", "image: 'example.org/r:1'");
        assertThat(text("#repeatSteps")).contains("kubectl apply");
    }
}
