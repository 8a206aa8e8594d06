package org.etcdrecovery.console.step.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.decoration.Decorator;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterViewTest extends ScreenTest {
    /** The width of a page in the smallest window. */
    private static final double SMALLEST = 776;

    private Recovery recovery;
    private ClusterViewModel model;

    @BeforeEach
    void open() throws IOException {
        recovery = TestTools.inspectedSample();
        model = new ClusterViewModel(recovery, TestTools.direct());
        show(() -> new ClusterView(model));
    }

    @Test
    void isEditedByKeyboard() {
        clickOn("#preset-3").clickOn("#peerUrls-2").write("https://b:2380");
        type(KeyCode.DOWN).write("https://b:2380");

        assertThat(lookup("#remarks-3").query().lookupAll(".member-remark")).hasSize(1);
        assertThat(Decorator.getDecorations(lookup("#peerUrls-3").query())).hasSize(1);

        type(KeyCode.BACK_SPACE).write("1").type(KeyCode.TAB);
        TextField clients = lookup("#clientUrls-3").query();
        assertThat(clients.isFocused()).isTrue();
        assertThat(clients.getText()).isEqualTo("https://b:2379");
        assertThat(recovery.acceptedPlan()).isPresent();
        assertThat(Decorator.getDecorations(lookup("#peerUrls-3").query())).isNullOrEmpty();
    }

    @Test
    void eachRemarkLeadsToWhatItMeans() throws TimeoutException {
        clickOn("#preset-3").clickOn("#peerUrls-2").write("https://b:2380");
        type(KeyCode.DOWN).write("https://b:2380");
        clickOn("#name-1");

        clickOn("#remarks-3 .explain");

        await(() -> lookup("#explanation").tryQuery().isPresent());
        assertThat(lookup("#explanation .mono").queryLabeled().getText()).isEqualTo("plan.duplicate-url");
        clickOn("#explanationClose");
        assertThat(lookup("#peerUrls-3").query().isFocused()).as("the link is not the line").isFalse();
    }

    /** Its field is folded away at first, and the row would look sound. */
    @Test
    void aProblemWithADirectoryMarksTheRowUntilItsFieldIsShown(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("control-plane-1.etcd/member"));
        interact(() -> {
            model.writeInto().set(directory.toString());
            model.entered();
        });
        assertThat(Decorator.getDecorations(lookup("#name-1").query())).hasSize(1);

        interact(() -> model.table().rows().getFirst().unfolded().set(true));

        assertThat(Decorator.getDecorations(lookup("#name-1").query())).isNullOrEmpty();
        assertThat(lookup("#dataDir-1").query().getPseudoClassStates())
                .contains(PseudoClass.getPseudoClass("wrong"));
    }

    @Test
    void namesNoDirectoryOfThisMachineWhenTheHostsWrite() {
        assertThat(lookup("#writeInto").query().getParent().isVisible()).isTrue();

        clickOn("#place-HOSTS");

        assertThat(recovery.execution().place().get()).isEqualTo(WritePlace.HOSTS);
        assertThat(lookup("#writeIntoHosts").query().isVisible()).isTrue();
        assertThat(lookup("#ownerNow").queryLabeled().getText()).isEqualTo("as the old directory");
        interact(() -> model.table().rows().getFirst().unfolded().set(true));
        assertThat(lookup("#dataDir-1").query().getParent().isVisible()).isFalse();
        assertThat(lookup("#walDir-1").query().getParent().isVisible()).isTrue();
        clickOn("#place-HERE");
        assertThat(lookup("#writeIntoHosts").query().isVisible()).isFalse();
        assertThat(lookup("#dataDir-1").query().getParent().isVisible()).isTrue();
    }

    @Test
    void aFieldLeadsToWhatItsWarningMeans() {
        assertThat(model.notes().targetCode().get()).isEmpty();
        interact(() -> model.target().set(EtcdRelease.released().getFirst()));

        assertThat(model.notes().targetCode().get()).startsWith("plan.");
        assertThat(lookup("#explain-" + model.notes().targetCode().get().replace('.', '-')).query().isVisible())
                .isTrue();
    }

    @Test
    void tellsWhatIsCutInATooltip() {
        clickOn("#preset-3").clickOn("#peerUrls-2").write("https://b:2380");
        TextField peers = lookup("#peerUrls-2").query();
        assertThat(peers.getTooltip()).isNull();

        String all = "https://etcd-2.production.europe.example.com:2380,https://192.168.100.102:2380,"
                + "https://etcd-2.production.europe.internal.example.com:2380";
        interact(() -> peers.setText(all));

        assertThat(peers.getTooltip().getText()).isEqualTo(all);
    }

    @Test
    void showsTheBeginningAndTheEndOfWhatDoesNotFit() {
        clickOn("#preset-3").clickOn("#peerUrls-1");
        TextField peers = lookup("#peerUrls-2").query();
        String all = "https://" + "etcd-2.production.europe.".repeat(6) + "example.com:2380";
        interact(() -> peers.setText(all));

        Label ends = onFx(() -> (Label) peers.getParent().getChildrenUnmodifiable().getLast());
        assertThat(onFx(() -> ends.isVisible() && ends.isTextTruncated())).isTrue();
        assertThat(ends.getText()).isEqualTo(all);
        assertThat(onFx(() -> ends.getTextOverrun())).isEqualTo(OverrunStyle.CENTER_ELLIPSIS);
        clickOn("#peerUrls-2");
        assertThat(onFx(() -> ends.isVisible())).as("while it is being edited").isFalse();
        interact(() -> peers.setText("https://b:2380"));
        clickOn("#peerUrls-1");
        assertThat(onFx(() -> ends.isVisible())).as("it fits").isFalse();
    }

    /** The columns of names give way first: a port that cannot be read is a wrong port. */
    @Test
    void aLongNameTakesNoSpaceFromUrls() {
        clickOn("#preset-3");
        interact(() -> {
            lookup("#name-1").queryAs(TextField.class).setText("etcd-control-plane-frankfurt-availability-zone-a-01");
            lookup("#peerUrls-2").queryAs(TextField.class).setText("https://10.100.100.103:2380");
            lookup("#peerUrls-2").query().getParent().requestLayout();
        });

        assertThat(onFx(() -> {
            stage().getScene().getRoot().layout();
            return lookup("#peerUrls-2").queryAs(TextField.class).getTooltip() == null;
        })).isTrue();
    }

    /** IDs are there to be compared. */
    @Test
    void idsAreShownWholeInTheSmallestWindow(@TempDir Path directory) throws IOException, TimeoutException {
        Path file = Files.copy(TestTools.SAMPLE, directory.resolve("saved.db"));
        Files.writeString(RecordedOrigin.manifestOf(file), """
                {"sha256": "%s", "time": "2026-11-24T21:00:00Z", "endpoint": "https://a:2379",
                 "clusterId": "cdf818194e3a8c32"}""".formatted(recovery.facts().orElseThrow().hashes().sha256()));
        Inspection found = Inspector.inspect(file, Progress.NONE, _ -> {});
        interact(() -> {
            recovery.choose(SnapshotChoice.ofFile(file));
            recovery.inspected(found);
            model.table().letOthersJoinLater();
            stage().setWidth(SMALLEST);
        });

        Label old = lookup("#oldClusterId").query();
        Label now = lookup("#clusterId").query();
        await(() -> stage().getScene().getWidth() == SMALLEST);
        onFx(() -> {
            stage().getScene().getRoot().layout();
            return now;
        });
        assertThat(old.getText()).isEqualTo("cdf818194e3a8c32 →");
        assertThat(onFx(() -> old.isTextTruncated() || now.isTextTruncated())).isFalse();
    }

    /** The keys that go on must not go on with the old members. */
    @Test
    void leavesNothingPastedBehind() {
        clickOn("#paste").write("x=http://x:2380,y=http://y:2380");
        assertThat(onFx(() -> model.outline().primary().reason().get()))
                .isEqualTo(Texts.of("cluster").get("reason.paste"));

        push(KeyCode.SHORTCUT, KeyCode.ENTER);

        TextField second = lookup("#name-2").query();
        assertThat(second.getText()).isEqualTo("y");
        assertThat(onFx(() -> model.outline().primary().isEnabled())).isTrue();
    }

    @Test
    void takesAPastedCluster() {
        clickOn("#paste").write("x=http://x:2380,y=http://y:2380").clickOn("#pasteTake");

        TextField second = lookup("#name-2").query();
        assertThat(second.getText()).isEqualTo("y");
    }
}
