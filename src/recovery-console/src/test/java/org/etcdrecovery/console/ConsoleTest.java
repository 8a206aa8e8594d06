package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.Labeled;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.testing.CutTexts;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole console in a window with its own home directory, driven by a robot. */
abstract class ConsoleTest extends ScreenTest {
    /** A key longer than any of the sample may lose its middle. */
    private static final int LONG_KEY = 56;

    /** The console's home directory. */
    @TempDir
    Path home;

    private Console console;

    @BeforeEach
    void open() {
        console = onFx(() -> {
            Console opened = new Console(stage(), Places.in(home), _ -> {});
            bringToRobot();
            return opened;
        });
    }

    /**
     * Checks that the page comes to rest, and that every text is shown whole and in its place. Waits for what is shown to
     * be laid out, and then for the last layout: a label is cut for a moment while it gets its text and its space.
     *
     * @param longPaths directories of the test, which are longer than any that a person chooses
     */
    final void assertNothingIsCut(String where, Path... longPaths) throws TimeoutException {
        awaitPainted();
        assertComesToRest(where);
        List<String> cut = new ArrayList<>();
        try {
            await(() -> {
                cut.clear();
                CutTexts.in(stage().getScene().getRoot())
                        .filter(label -> !mayBeCut(label, longPaths))
                        .map(Labeled::getText)
                        .forEach(cut::add);
                CutTexts.stickingOut(stage().getScene().getRoot()).map(Labeled::getText).forEach(cut::add);
                return cut.isEmpty();
            });
        } catch (TimeoutException e) {
            assertThat(cut).as(where).isEmpty();
            throw e;
        }
    }

    private boolean mayBeCut(Labeled label, Path... longPaths) {
        boolean isLong = Stream.concat(Stream.of(home), Stream.of(longPaths))
                .anyMatch(path -> label.getText().contains(path.toString())) || label.getText().length() >= LONG_KEY
        // However wide the tree is, a name may be deep in it.
                || label.getParent().getStyleClass().contains("key-name");
        return isLong && CutTexts.keepsBothEnds(label);
    }

    @AfterEach
    void closeConsole() {
        doOnFx(() -> console.close());
    }
}
