package org.etcdrecovery.console.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.Clipboard;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.RichText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureNoticeTest extends ScreenTest {
    private FailureNotice notice;

    @BeforeEach
    void open() {
        notice = show(FailureNotice::new);
    }

    @Test
    void isHiddenUntilSomethingFailsAndAfterItIsCleared() {
        assertThat(notice.isVisible()).isFalse();
        fail("details");
        assertThat(notice.isVisible()).isTrue();
        doOnFx(notice::clear);
        assertThat(notice.isVisible()).isFalse();
        assertThat(notice.isManaged()).isFalse();
    }

    @Test
    void unfoldsFoldsAndCopiesTheDetails() {
        fail("line 1\nline 2\u001b");
        assertThat(details().isVisible()).isFalse();

        clickOn(unfold());
        assertThat(details().isVisible()).isTrue();
        clickOn(".copy-button");
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("line 1\nline 2\\x1b");

        clickOn(unfold());
        assertThat(details().isVisible()).isFalse();
    }

    @Test
    void offersNoDetailsWhereThereAreNone() {
        fail("");

        assertThat(unfold().getParent().isVisible()).isFalse();
    }

    @Test
    void leadsToWhatItsCodeMeans() throws TimeoutException {
        doOnFx(() -> notice.show("The file could not be read", Failed.of(new NoSuchFileException("/x.db"))));
        assertThat(unfold().isVisible()).as("there are no details").isFalse();

        clickOn("#explain-file-not-found");

        await(() -> lookup("#explanation").tryQuery().isPresent());
        assertThat(lookup("#explanation .rich-text").queryAs(RichText.class).plainText())
                .isEqualTo("There is no such file or directory");
    }

    @Test
    void leadsNowhereWithoutACode() {
        doOnFx(() -> notice.show("The file could not be read", Failed.of(new NoSuchFileException("/x.db"))));
        fail("details");
        assertThat(lookup(".explain").query().isVisible()).isFalse();

        doOnFx(() -> notice.show("It was stopped", Failed.of(new CancellationException())));
        assertThat(unfold().getParent().isVisible()).isFalse();
    }

    private void fail(String details) {
        doOnFx(() -> notice.show("The file could not be read", new Failed("It is cut short.", "Copy it again.",
                details, false)));
    }

    private Hyperlink unfold() {
        return lookup("#failureDetails").query();
    }

    private CommandBlock details() {
        return (CommandBlock) notice.getChildren().getLast();
    }
}
