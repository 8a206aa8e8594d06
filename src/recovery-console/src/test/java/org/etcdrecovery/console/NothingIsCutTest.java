package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import org.etcdrecovery.console.testing.CutTexts;
import org.etcdrecovery.core.testing.Member;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks the sample in a window of each documented size and looks at every text on the way. */
class NothingIsCutTest extends ConsoleTest {
    /** A key as long as this may lose its middle. */
    private static final int LONG_KEY = 48;

    @TempDir
    Path out;

    @ParameterizedTest
    @CsvSource({"1280, 800", "1024, 700"})
    void showsEveryTextOfTheSampleWhole(double width, double height) throws TimeoutException {
        doOnFx(() -> {
            stage().setWidth(width);
            stage().setHeight(height);
        });
        assertNothingIsCut("start page");
        clickOn("#sample");
        awaitPrimary("Continue to Inspect");
        assertNothingIsCut("Source");
        press("Continue to Inspect");
        awaitPrimary("Continue to Cluster");
        await(() -> lookup("#contentsTabs").tryQuery().isPresent());
        for (int i = 0; i < tabs().getTabs().size(); i++) {
            int index = i;
            doOnFx(() -> tabs().getSelectionModel().select(index));
            await(() -> lookup("#contents .table-view").tryQuery().isPresent());
            assertNothingIsCut("Inspect, tab " + index);
        }
        press("Continue to Cluster");
        await(() -> lookup("#paste").tryQuery().isPresent());
        clickOn("#paste");
        type("#pasteText", Member.initialCluster(Member.onFreePorts(out, 3)));
        clickOn("#pasteTake");
        type("#writeInto", out.resolve("new").toString());
        assertNothingIsCut("Cluster");
        press("Continue to Safety");
        awaitPrimary("Continue to Restore");
        assertNothingIsCut("Safety");
        press("Continue to Restore");
        awaitPrimary("Write 3 data directories");
        assertNothingIsCut("Restore");
        press("Write 3 data directories");
        awaitPrimary("Continue to Start");
        assertNothingIsCut("Restore, written");
        press("Continue to Start");
        awaitPrimary("Continue to Verify");
        assertNothingIsCut("Start");
        press("Continue to Verify");
        awaitPrimary("Check the cluster");
        assertNothingIsCut("Verify");
        doOnFx(() -> lookup("#leave").queryButton().fire());
        await(() -> lookup("#recentTable").tryQuery().isPresent());
        assertNothingIsCut("start page with a snapshot");
    }

    /** Waits for the last layout: a label is cut for a moment while it gets its text and its space. */
    private void assertNothingIsCut(String where) throws TimeoutException {
        List<String> cut = new ArrayList<>();
        try {
            await(() -> {
                cut.clear();
                CutTexts.in(stage().getScene().getRoot())
                        .filter(label -> !mayBeCut(label))
                        .map(Labeled::getText)
                        .forEach(cut::add);
                return cut.isEmpty();
            });
        } catch (TimeoutException e) {
            assertThat(cut).as(where).isEmpty();
            throw e;
        }
    }

    /** A temporary directory of a test is longer than any a person chooses, and a key may have any length. */
    private boolean mayBeCut(Labeled label) {
        boolean isLong = Stream.of(out, home).anyMatch(path -> label.getText().contains(path.toString()))
                || label.getText().length() >= LONG_KEY;
        return isLong && CutTexts.keepsBothEnds(label);
    }

    private TabPane tabs() {
        return lookup("#contentsTabs").queryAs(TabPane.class);
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
