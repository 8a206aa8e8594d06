package org.etcdrecovery.console.step.source.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.step.source.SourceView;
import org.etcdrecovery.console.step.source.SourceViewModel;
import org.etcdrecovery.console.testing.CutTexts;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueBlockTest extends ScreenTest {
    private static final String SECRET = "/registry/secrets/default/token";

    @TempDir
    private Path directory;
    private final Recovery recovery = new Recovery(RunKind.RESCUE, TestTools.NOW);

    @Test
    void leadsFromTheTableToTheSnapshot() throws IOException {
        SourceViewModel model = open();
        assertThat(isSeen("#logTail")).isTrue();
        assertThat(isSeen("#rescue")).isFalse();
        assertThat(model.outline().primary().text().get()).isEqualTo("Make a snapshot from m1.etcd");

        doOnFx(model.outline().primary()::fire);

        assertThat(isSeen("#directoryTable")).isTrue();
        assertThat(List.of("#logTail", "#recommendation", "#directory", "#working")).noneMatch(this::isSeen);
        assertThat(lookup("#rescueOutcome").queryAs(Banner.class).title())
                .isEqualTo("A snapshot can be made from m1.etcd");
        assertThat(List.of("#added", "#changedKeys", "#newFile")).allMatch(this::isSeen);
        assertThat(isSeen("#consents")).isFalse();
        assertThat(model.outline().primary().text().get()).isEqualTo("Write the snapshot");
        assertThat(model.outline().primary().isEnabled()).isTrue();

        Path out = directory.resolve("rescued.db");
        doOnFx(() -> model.rescue().target().path().set(out.toString()));
        assertThat(model.outline().commands().getLast().text()).contains("--out " + out);
        doOnFx(model.outline().primary()::fire);
        assertThat(out).exists();
        assertThat(Plain.report(TestTools.NOW, recovery).rescue())
                .hasValueSatisfying(rescue -> assertThat(rescue.title()).startsWith("A snapshot of m1"));
        assertThat(isSeen("#rescue")).isFalse();
        assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Inspect");
    }

    @Test
    void asksBeforeEntriesAreLeftOut() throws IOException, TimeoutException {
        SourceViewModel model = open();
        doOnFx(model.outline().primary()::fire);
        assertThat(isSeen("#maybeEntries")).isFalse();
        doOnFx(() -> lookup("#maybeShow").queryAs(Hyperlink.class).fire());
        assertThat(isSeen("#maybeEntries")).isTrue();

        awaitOutcome();
        doOnFx(() -> lookup("#leaveOutMaybe").queryAs(RadioButton.class).fire());

        assertThat(isSeen("#consents")).isTrue();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Agree to the findings first");
        awaitOutcome();
        Node box = lookup("#accept-replay-maybe-committed").query();
        assertThat(box.getAccessibleHelp()).contains("acknowledged");
        doOnFx(() -> {
            box.requestFocus();
            bringToRobot();
        });
        press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> model.outline().primary().isEnabled());
        assertThat(model.outline().commands().getLast().text())
                .contains("--committed-only", "--accept replay.maybe-committed");
    }

    @Test
    void theArrowKeysLeaveEntriesOut() throws IOException, TimeoutException {
        SourceViewModel model = open();
        doOnFx(model.outline().primary()::fire);
        awaitOutcome();
        doOnFx(() -> {
            lookup("#takeMaybe").query().requestFocus();
            bringToRobot();
        });

        press(KeyCode.DOWN).release(KeyCode.DOWN);

        await(() -> model.rescue().isCommittedOnly());
        assertThat(isSeen("#consents")).isTrue();
    }

    @Test
    void theArrowKeysChooseTheDirectoryAndStayInTheTable() throws IOException, TimeoutException {
        SourceViewModel model = open();
        Path behind = behind();
        doOnFx(() -> model.directories().add(List.of(behind)));
        doOnFx(() -> {
            lookup("#choose-1").query().requestFocus();
            bringToRobot();
        });

        press(KeyCode.DOWN).release(KeyCode.DOWN);

        await(() -> model.outline().primary().text().get().equals("Make a snapshot from m2.etcd"));
        assertThat(onFx(() -> lookup("#choose-2").query().isFocused())).isTrue();
        doOnFx(() -> lookup("#remove-2").query().requestFocus());
        press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> lookup("#remove-2").tryQuery().isEmpty());
        assertThat(onFx(() -> lookup("#remove-1").query().isFocused())).isTrue();
    }

    @Test
    void saysWhatAnotherMemberWouldLose() throws IOException {
        SourceViewModel model = open();
        Path behind = behind();
        doOnFx(() -> model.directories().add(List.of(behind)));
        assertThat(isSeen("#caution-1")).isFalse();
        String loss = onFx(() -> lookup("#caution-2").queryAs(Labeled.class).getText());
        assertThat(loss).startsWith("Choosing it would lose");

        doOnFx(() -> lookup("#choose-2").queryAs(RadioButton.class).fire());
        doOnFx(model.outline().primary()::fire);

        Banner outcome = lookup("#rescueOutcome").queryAs(Banner.class);
        assertThat(outcome.title()).isEqualTo("A snapshot can be made from m2.etcd, with care");
        assertThat(outcome.getAccessibleText()).contains(loss).doesNotContain("Nothing needs your decision");
    }

    @Test
    void theDatabaseOfAnotherMemberIsTakenWithCare() throws IOException {
        SourceViewModel model = open();
        Path other = new LaggingMember(directory.resolve("m2.etcd"), 2, ofTwo()).committed().write().dataDir();
        doOnFx(() -> model.directories().add(List.of(other)));
        doOnFx(() -> lookup("#choose-2").queryAs(RadioButton.class).fire());

        doOnFx(model::takeDatabase);

        assertThat(recovery.snapshot().get().orElseThrow().lacks()).isEqualTo("not of the recommended member");
    }

    @Test
    void doesNotCallAnOpenDecisionNothing() throws IOException {
        SourceViewModel model = open();

        doOnFx(model.outline().primary()::fire);

        assertThat(isSeen("#leaveOutMaybe")).isTrue();
        assertThat(lookup("#rescueOutcome").queryAs(Banner.class).getAccessibleText())
                .contains("Decide below")
                .doesNotContain("Nothing needs your decision");
    }

    @Test
    void doesNotAskAboutTheEntriesOfAnOnlyVoter() throws IOException {
        SourceViewModel model = open(LaggingMember.base());

        doOnFx(model.outline().primary()::fire);

        assertThat(isSeen("#added")).isTrue();
        assertThat(lookup("#leaveOutMaybe").tryQuery()).isEmpty();
    }

    @Test
    void coversSecretsAndClosesOnEscape() throws IOException {
        SourceViewModel model = open();
        doOnFx(model.outline().primary()::fire);
        assertThat(texts()).doesNotContain("hush").contains(SECRET, "new");

        doOnFx(() -> lookup("#revealKeys").queryButton().fire());
        assertThat(texts()).contains("hush");

        doOnFx(() -> assertThat(Closable.closeTopmost(stage().getScene().getRoot())).isTrue());
        assertThat(isSeen("#rescue")).isFalse();
        assertThat(isSeen("#recommendation")).isTrue();
        assertThat(onFx(() -> lookup("#recommendation").query().isFocused())).isTrue();
    }

    @Test
    void cutsNothingInTheSmallestWindow() throws IOException, TimeoutException {
        SourceViewModel model = open();
        doOnFx(model.outline().primary()::fire);

        awaitPainted();
        List<String> cut = onFx(() -> CutTexts.in(stage().getScene().getRoot())
                .filter(label -> !CutTexts.keepsBothEnds(label))
                .map(Labeled::getText)
                .toList());

        assertThat(cut).isEmpty();
    }

    private SourceViewModel open() throws IOException {
        return open(ofTwo());
    }

    private static EtcdFile ofTwo() {
        return LaggingMember.base()
                .record("members", "2", "{\"id\":2,\"peerURLs\":[\"http://b:2380\"],\"name\":\"m2\"}".getBytes(UTF_8));
    }

    private SourceViewModel open(EtcdFile database) throws IOException {
        Path dataDir = directory.resolve("m1.etcd");
        new LaggingMember(dataDir, EtcdFile.MEMBER, database).put("a", "new")
                .delete("b")
                .put(SECRET, "hush")
                .committed()
                .put("d", "4")
                .write();
        SourceViewModel model = new SourceViewModel(recovery, TestTools.direct());
        show(() -> {
            // The width of a page beside the rail in a window of 1024.
            ScrollPane page = new ScrollPane(new SourceView(model));
            page.setFitToWidth(true);
            page.setMaxWidth(824);
            return page;
        });
        doOnFx(() -> model.directories().add(List.of(dataDir)));
        return model;
    }

    /** A member of the same cluster whose log ends earlier. */
    private Path behind() throws IOException {
        return new LaggingMember(directory.resolve("m2.etcd"), 2, ofTwo()).put("a", "new")
                .committed()
                .write()
                .dataDir();
    }

    /** Waits until the outcome was given the focus: it may have it earlier, from what has just disappeared. */
    private void awaitOutcome() throws TimeoutException {
        awaitPainted();
        assertThat(onFx(() -> lookup("#rescueOutcome").query().isFocused())).isTrue();
    }

    private List<String> texts() {
        return onFx(() -> lookup(".label").queryAllAs(Labeled.class).stream().map(Labeled::getText).toList());
    }

    private boolean isSeen(String id) {
        return onFx(() -> lookup(id).tryQuery()
                .filter(node -> {
                    for (Node at = node; at != null; at = at.getParent()) {
                        if (!at.isVisible()) {
                            return false;
                        }
                    }
                    return true;
                })
                .isPresent());
    }
}
