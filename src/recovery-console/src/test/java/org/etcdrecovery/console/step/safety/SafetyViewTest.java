package org.etcdrecovery.console.step.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SafetyViewTest extends ScreenTest {
    private Recovery recovery;

    @BeforeEach
    void open() throws IOException {
        recovery = TestTools.inspectedSample();
        show(() -> new SafetyView(new SafetyViewModel(recovery, TestTools.direct())));
    }

    @Test
    void takesAnAmountByKeyboardAndGroupsIt() {
        TextField amount = lookup("#amount").query();
        clickOn(amount).push(KeyCode.SHORTCUT, KeyCode.A).write("3000000").type(KeyCode.TAB);

        assertThat(amount.getText()).isEqualTo("3\u00a0000\u00a0000");
        assertThat(recovery.request().get().revisionBump()).isEqualTo(3_000_000);
    }

    @Test
    void goesBackToARevisionThatIsTyped() {
        clickOn("#goBack");
        doOnFx(() -> lookup("#asOfRevision").<TextField>query().setText("150"));
        clickOn("#asOfRevision").type(KeyCode.ENTER);

        assertThat(recovery.request().get().keyspace().orElseThrow().edit().asOf()).hasValue(150);
        assertThat(recovery.request().get().revisionBump()).isPositive();
        assertThat(lookup("#earlierEffect").query().isVisible()).isTrue();
    }

    @Test
    void showsEverySubtreeOnDemand() {
        clickOn("#goBack");
        doOnFx(() -> lookup("#asOfRevision").<TextField>query().setText("131"));
        int few = onFx(() -> lookup("#earlierEffect").<VBox>query().getChildren().size());
        doOnFx(() -> lookup("#moreSubtrees").<Hyperlink>query().fire());

        assertThat(onFx(() -> lookup("#earlierEffect").<VBox>query().getChildren().size())).isGreaterThan(few);
        assertThat(lookup("#moreSubtrees").<Hyperlink>query().getText()).isEqualTo("Show fewer");
    }

    @Test
    void preparesByKeyboard() throws TimeoutException {
        doOnFx(() -> lookup("#prepare").<Button>query().fire());

        await(() -> lookup("#newFile").query().isFocused());
    }

    @Test
    void dropsTheLeaseOfAnApiServer() {
        clickOn("#chooseLeases").clickOn("#dropLease-694d8735cdd858b2");

        assertThat(recovery.request().get().keyspace().orElseThrow().change().dropped().keys()).isEqualTo(1);
        assertThat(lookup("#dropLease-694d8735cdd858b2").query().isFocused()).as("ready for the next key").isTrue();
    }

    @Test
    void unfoldsDetails() {
        clickOn("#show-leases");

        assertThat(lookup("#details-leases").query().isVisible()).isTrue();
    }
}
