package org.etcdrecovery.console.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.finding.FindingsCard.Entry;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.junit.jupiter.api.Test;

class FindingsCardTest extends ScreenTest {
    private static final String LINK = "#explain-hash-missing";

    @Test
    void aLinkSaysWhatTheCodeMeans() throws TimeoutException {
        open();

        clickOn(LINK);

        await(() -> lookup("#explanation").tryQuery().isPresent());
        assertThat(texts()).startsWith("No SHA-256 follows the image")
                .contains("The file is a copy of member/snap/db", "To do: Prefer a file", "without the checksum")
                .doesNotContain("--accept");
        clickOn("#explanationClose");
        await(() -> lookup("#explanation").tryQuery().isEmpty());
    }

    @Test
    void itOpensAndClosesByKeyboard() throws TimeoutException {
        open();
        interact(() -> lookup(LINK).queryAs(Hyperlink.class).requestFocus());

        push(KeyCode.SPACE);
        await(() -> lookup("#explanation").tryQuery().isPresent());
        assertThat(lookup("#explanationClose").queryAs(Button.class).isFocused()).isTrue();
        push(KeyCode.ESCAPE);

        await(() -> lookup("#explanation").tryQuery().isEmpty());
        assertThat(lookup(LINK).query().isFocused()).isTrue();
    }

    @Test
    void aProblemOfAPlanHasItsEntryToo() throws TimeoutException {
        show(() -> new CodeLine(ProblemCode.AS_OF_AUTH.text()));

        clickOn("#explain-plan-as-of-auth");

        await(() -> lookup("#explanation").tryQuery().isPresent());
        assertThat(texts()).startsWith("Users, roles and passwords do not go back");
    }

    private void open() {
        show(() -> {
            FindingsCard card = new FindingsCard("Findings");
            card.show(List.of(Entry.of(new Finding(FindingCode.HASH_MISSING, Severity.CARE, "offset 4096", "Summary",
                    "Why.", "What to do."))), "None");
            return card;
        });
    }

    private String texts() {
        return String.join("\n", lookup("#explanation .rich-text").queryAll()
                .stream()
                .map(Node.class::cast)
                .map(RichText.class::cast)
                .map(RichText::plainText)
                .toList());
    }
}
