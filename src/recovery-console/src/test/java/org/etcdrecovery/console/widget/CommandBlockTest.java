package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandBlockTest extends ScreenTest {
    private static final String COMMAND = "etcdctl snapshot save /backup/etcd-snapshot.db \\\n  --endpoints a:2379";

    private CommandBlock block;
    private Button copy;

    @BeforeEach
    void open() {
        block = onFx(() -> new CommandBlock(COMMAND));
        copy = onFx(() -> CommandBlock.copyButton("Copy", "Copied", block::text));
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

    @Test
    void copiesTheCommandWithoutMarks() {
        doOnFx(() -> block.setMaxWidth(250));
        clickOn(copy);

        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(COMMAND);
        assertThat(block.text()).isEqualTo(COMMAND);
    }
}
