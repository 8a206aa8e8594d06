package org.etcdrecovery.console;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import org.etcdrecovery.core.testing.Member;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks the sample in a window of each documented size and looks at every text on the way. */
class NothingIsCutTest extends ConsoleTest {
    @TempDir
    Path out;

    @ParameterizedTest
    @CsvSource({"1280, 800", "1024, 700"})
    void showsEveryTextOfTheSampleWhole(double width, double height) throws TimeoutException {
        doOnFx(() -> {
            stage().setWidth(width);
            stage().setHeight(height);
        });
        assertNothingIsCut("start page", out);
        clickOn("#sample");
        awaitPrimary("Continue to Inspect");
        assertNothingIsCut("Source", out);
        press("Continue to Inspect");
        awaitPrimary("Continue to Cluster");
        assertNothingIsCut("Inspect", out);
        doOnFx(() -> lookup("#lookInside").queryButton().fire());
        await(() -> lookup("#keyTree").tryQuery().isPresent());
        for (ToggleButton tab : onFx(() -> lookup("#explorerTabs .toggle-button").queryAllAs(ToggleButton.class))) {
            doOnFx(tab::fire);
            assertNothingIsCut("Explorer, " + tab.getText(), out);
        }
        clickOn("#explorerBack");
        press("Continue to Cluster");
        await(() -> lookup("#paste").tryQuery().isPresent());
        clickOn("#paste");
        type("#pasteText", Member.initialCluster(Member.onFreePorts(out, 3)));
        clickOn("#pasteTake");
        type("#writeInto", out.resolve("new").toString());
        assertNothingIsCut("Cluster", out);
        press("Continue to Safety");
        awaitPrimary("Continue to Restore");
        assertNothingIsCut("Safety", out);
        press("Continue to Restore");
        awaitPrimary("Write 3 data directories");
        assertNothingIsCut("Restore", out);
        press("Write 3 data directories");
        awaitPrimary("Continue to Start");
        assertNothingIsCut("Restore, written", out);
        press("Continue to Start");
        awaitPrimary("Continue to Verify");
        assertNothingIsCut("Start", out);
        clickOn("#way-OVER_SSH");
        doOnFx(() -> lookup("#deliver-m3").queryAs(CheckBox.class).setSelected(false));
        assertNothingIsCut("Start, over SSH", out);
        clickOn("#way-BY_HAND");
        press("Continue to Verify");
        awaitPrimary("Check the cluster");
        assertNothingIsCut("Verify", out);
        doOnFx(() -> lookup("#leave").queryButton().fire());
        await(() -> lookup("#recentTable").tryQuery().isPresent());
        assertNothingIsCut("start page with a snapshot", out);
        compareDirectories();
    }

    /** Long internal host names that differ in their middle, and IPv6, in the tables that say what will be written. */
    @ParameterizedTest
    @CsvSource({"1280, 800", "1024, 700"})
    void keepsLongNamesAndUrlsInTheirPlace(double width, double height) throws TimeoutException {
        doOnFx(() -> {
            stage().setWidth(width);
            stage().setHeight(height);
        });
        String host = "etcd-control-plane-frankfurt-availability-zone-a-node-%04d";
        String members = "%1$s=https://%1$s.internal.example.org:2380,%2$s=https://%2$s.internal.example.org:2380,"
                .formatted(host.formatted(1), host.formatted(2))
                + "c=https://[2001:db8:85a3:8d3:1319:8a2e:370:7348]:2380";
        clickOn("#sample");
        press("Continue to Inspect");
        press("Continue to Cluster");
        await(() -> lookup("#paste").tryQuery().isPresent());
        clickOn("#paste");
        type("#pasteText", members);
        clickOn("#pasteTake");
        type("#writeInto", out.resolve("new").toString());
        assertNothingIsCut("Cluster", out);
        press("Continue to Safety");
        press("Continue to Restore");
        awaitPrimary("Write 3 data directories");
        assertNothingIsCut("Restore", out);
    }

    /** Three members with revisions of ten digits. */
    private void compareDirectories() throws TimeoutException {
        clickOn("#task-rescue");
        await(() -> lookup("#directory").tryQuery().isPresent());
        for (String name : List.of("m1", "m2", "m3")) {
            type("#directory", out.resolve("new").resolve(name + ".etcd").toString());
            doOnFx(() -> lookup("#addDirectory").queryButton().fire());
            await(() -> lookup("#readAgain").query().isVisible());
        }
        await(() -> lookup("#directoryTable .radio-button").queryAll().size() == 3);
        assertNothingIsCut("Source, data directories", out);
    }

    private void type(String field, String text) throws TimeoutException {
        await(() -> lookup(field).tryQuery().isPresent());
        doOnFx(() -> lookup(field).queryAs(TextInputControl.class).setText(text));
    }

    private void press(String primary) throws TimeoutException {
        awaitPrimary(primary);
        doOnFx(() -> lookup("#primaryAction").queryButton().fire());
    }

    private void awaitPrimary(String text) throws TimeoutException {
        await(() -> lookup("#primaryAction").tryQueryAs(Button.class)
                .filter(button -> button.getText().equals(text) && !button.isDisabled())
                .isPresent());
    }
}
