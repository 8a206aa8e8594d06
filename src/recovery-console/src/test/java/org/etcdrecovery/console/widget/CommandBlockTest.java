package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandBlockTest extends ScreenTest {
    private static final String COMMAND = "etcdctl snapshot save /backup/etcd-snapshot.db \\\n  --endpoints a:2379";

    private final CommandBlock block = onFx(() -> new CommandBlock(COMMAND));
    private final Button copy = onFx(() -> CommandBlock.copyButton("Copy", "Copied", block::text));

    @BeforeEach
    void open() {
        show(() -> new VBox(block, copy));
    }

    @Test
    void showsLinesThatFitAsTheyAre() {
        assertThat(onFx(block::shown)).isEqualTo(COMMAND);
    }

    @Test
    void marksWhereALineGoesOnAndIsHigher() {
        double height = onFx(block::getHeight);
        doOnFx(() -> block.setMaxWidth(250));
        doOnFx(() -> block.getScene().getRoot().layout());

        assertThat(onFx(block::shown))
                .isEqualTo("etcdctl snapshot save\n  \u21aa /backup/etcd-snapshot.db \\\n  --endpoints a:2379");
        assertThat(onFx(block::getHeight)).isGreaterThan(height);
    }

    @Test
    void marksWhereAWordGoesOn() {
        doOnFx(() -> {
            block.setText("cp /backup/etcd-snapshot.db /var/lib/etcd-restored/etcd-a.etcd/member/snap/db");
            block.setMaxWidth(250);
        });
        doOnFx(() -> block.getScene().getRoot().layout());

        assertThat(onFx(block::shown)).isEqualTo("cp /backup/etcd-snapshot.db\n  \u21aa /var/lib/etcd-restored/\u21a9\n"
                + "  \u21aa etcd-a.etcd/member/snap/db");
    }

    /** Its lines are broken when it gets its width, which is after it was asked for its height. */
    @Test
    void holdsItsLastLine() throws TimeoutException {
        CommandBlock narrow = onFx(
                () -> new CommandBlock("export PATH=\"$PATH\":'/opt/recovery-console/packaging/bin'"));
        show(() -> {
            ScrollPane pane = new ScrollPane(new VBox(new VBox(8, new Label("Path"), narrow)));
            pane.setFitToWidth(true);
            pane.setMaxWidth(270);
            return pane;
        });
        Region code = (Region) narrow.getChildren().getFirst();
        await(() -> narrow.shown().lines().count() > 1 && code.getHeight() > 0);

        assertComesToRest("a command");
        assertThat(onFx(() -> narrow.getHeight() - narrow.getInsets().getBottom() - code.getLayoutY()
                - code.prefHeight(code.getWidth()))).isBetween(0.0, 1.0);
    }

    /** A scroll pane asks it for its height with a bar and without, between which its lines are broken differently. */
    @Test
    void isLaidOutOnceForOneWidth() throws TimeoutException {
        for (int width = 240; width < 320; width += 7) {
            double most = width;
            show(() -> {
                ScrollPane pane = new ScrollPane(new VBox(8, new Label("Path"), new CommandBlock(COMMAND.repeat(20))));
                pane.setFitToWidth(true);
                pane.setMaxSize(most, 200);
                return pane;
            });

            assertComesToRest("a command in " + most);
        }
    }

    @Test
    void copiesTheCommandWithoutMarks() {
        doOnFx(() -> block.setMaxWidth(250));
        clickOn(copy);

        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(COMMAND);
        assertThat(block.text()).isEqualTo(COMMAND);
    }
}
