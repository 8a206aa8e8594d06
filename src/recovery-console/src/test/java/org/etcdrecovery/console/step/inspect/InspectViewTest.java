package org.etcdrecovery.console.step.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.inspect.salvage.DamagedSample;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.HostileTexts;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.Openers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectViewTest extends ScreenTest {
    @TempDir
    private Path directory;
    private final List<StepTools> used = new ArrayList<>();

    /** A separate thread writes the settings, into the directory that is deleted after the test. */
    @AfterEach
    void closeMemory() {
        used.forEach(tools -> tools.memory().close());
    }

    @Test
    void showsTheFiguresFoldsTheChecksAndListsTheKeys() throws TimeoutException {
        open(TestTools.SAMPLE);

        assertThat(lookup("#stat-revision").queryAs(Button.class).getText()).isEqualTo("226");
        assertThat(lookup("#passedChecks").query().isVisible()).isTrue();
        assertThat(lookup("#check-TREE").tryQuery()).isEmpty();
        clickOn("#unfoldChecks");
        assertThat(lookup("#check-TREE").tryQuery()).isPresent();
        assertThat(lookup("#lookInside").tryQuery()).isPresent();
    }

    @Test
    void aDamagedFileSaysWhatToDoNow() throws Exception {
        byte[] sample = Files.readAllBytes(TestTools.SAMPLE);
        open(Files.write(directory.resolve("cut.db"), Arrays.copyOf(sample, 40_960)));

        assertThat(lookup("#verdict").queryAs(Banner.class).title()).startsWith("Damaged");
        assertThat(lookup("#nextSteps").query().isVisible()).isTrue();
        assertThat(lookup("#consentCard").query().isVisible()).isFalse();
    }

    @Test
    void salvagesADamagedFileAndInspectsTheNewOne() throws Exception {
        Path damaged = DamagedSample.in(directory);
        InspectViewModel model = open(damaged);

        interact(() -> lookup("#salvage").queryButton().fire());

        assertThat(lookup("#salvageOutcome").queryAs(Banner.class).title()).isEqualTo("Part of this file can be saved");
        assertThat(lookup("#lostRanges").query().isVisible()).isTrue();
        assertThat(lookup("#findings").query().getParent().isVisible()).isFalse();
        assertThat(lookup("#nextSteps").query().isVisible()).isFalse();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Agree to the losses first");
        interact(() -> lookup("#consents .check-box").queryAllAs(CheckBox.class).forEach(CheckBox::fire));
        Path out = directory.resolve("salvaged.db");
        interact(() -> model.salvage().target().path().set(out.toString()));
        assertThat(model.outline().commands().getLast().text()).contains("--out " + out, "--accept salvage.");
        interact(model.outline().primary()::fire);

        assertThat(out).exists();
        assertThat(lookup("#madeFrom").query().isVisible()).isTrue();
        assertThat(lookup("#verdict").queryAs(Banner.class).title()).isEqualTo("Restorable with care");
        assertThat(lookup("#salvageBlock").query().isVisible()).isFalse();
        assertThat(lookup("#verdict").query().isFocused()).isTrue();
        open(out);
        assertThat(lookup("#madeFrom").query().isVisible()).as("in a later run").isTrue();
        assertThat(lookup("#verdict").queryAs(Banner.class).title()).isEqualTo("Restorable with care");
    }

    @Test
    void asksForOneOfTheSnapshotsOfAnArchive() throws Exception {
        Path archive = directory.resolve("backup.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : List.of("older.db", "newer.db")) {
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(TestTools.SAMPLE, zip);
            }
        }
        InspectViewModel model = open(archive,
                Openers.unpackingInto(Files.createDirectory(directory.resolve("scratch"))));
        await(() -> lookup("#archiveCard .radio-button").queryAll().iterator().next().isFocused());
        assertThat(List.of("#nextSteps", "#stats")).noneMatch(id -> lookup(id).query().isVisible());
        assertThat(lookup("#findings").query().getParent().isVisible()).isFalse();
        assertThat(model.outline().commands()).noneMatch(command -> command.text().contains("etcdutl"));

        press(KeyCode.DOWN).release(KeyCode.DOWN);

        await(() -> model.snapshot().get().flatMap(SnapshotChoice::entry).equals(Optional.of("newer.db")));
    }

    @Test
    void whatAFileHoldsIsShownAsText() throws Exception {
        EtcdFile file = HostileTexts.file();
        open(Files.write(directory.resolve("s\u001b\r\nFORGED.db"), file.snapshot()));

        assertNothingActs(HostileTexts.FORGED);
    }

    private InspectViewModel open(Path file) {
        return open(file, SnapshotOpener.plain());
    }

    private InspectViewModel open(Path file, SnapshotOpener opener) {
        AtomicReference<InspectViewModel> opened = new AtomicReference<>();
        show(() -> {
            Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
            recovery.choose(SnapshotChoice.ofFile(file));
            StepTools plain = TestTools.direct();
            StepTools tools = new StepTools(plain.runner(), plain.dialogs(), plain.memory(), plain.clock(), opener,
                    plain.site(), plain.stores());
            used.add(tools);
            InspectViewModel model = new InspectViewModel(recovery, tools, new FakeStarter());
            InspectView view = new InspectView(model);
            model.entered();
            opened.set(model);
            return view;
        });
        return Objects.requireNonNull(opened.get());
    }
}
