package org.etcdrecovery.console.step.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import org.etcdrecovery.console.connection.SecurityModel;
import org.etcdrecovery.console.connection.SecurityModel.Field;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.testing.TalkingMember;
import org.junit.jupiter.api.Test;

class SourceViewTest extends ScreenTest {
    /** The height of a page in the smallest window. */
    private static final double SMALLEST = 596;

    private ScrollPane page = new ScrollPane();

    private SourceViewModel open(RunKind kind) {
        SourceViewModel model = new SourceViewModel(new Recovery(kind, TestTools.NOW),
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(TestTools.SAMPLE)));
        page = show(() -> {
            ScrollPane scroll = new ScrollPane(new SourceView(model));
            scroll.setFitToWidth(true);
            scroll.setMaxHeight(SMALLEST);
            return scroll;
        });
        return model;
    }

    private boolean isSeen(String id) {
        return lookup(id).tryQuery()
                .filter(node -> {
                    for (var at = node; at != null; at = at.getParent()) {
                        if (!at.isVisible()) {
                            return false;
                        }
                    }
                    return true;
                })
                .isPresent();
    }

    @Test
    void asksTheEndpointsThatAreTyped() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SourceViewModel model = open(RunKind.RECOVER);
        assertThat(isSeen("#connect")).isFalse();

        clickOn("#endpoints").write("127.0.0.1:" + port + "\n");

        assertThat(model.endpoints().rows()).hasSize(1);
        assertThat(isSeen("#memberTable")).isTrue();
        assertThat(isSeen("#verdict")).isTrue();
        assertThat(lookup("#contacts").lookup(".label").queryAllAs(Label.class)).extracting(Label::getText)
                .contains("Your endpoints", "127.0.0.1:" + port, "Login sent to", "no host");
        assertThat(isSeen("#connect")).isTrue();
        assertThat(isSeen("#stop")).isFalse();
    }

    @Test
    void whatAServerSaysIsShownAsText() throws IOException {
        try (TalkingMember member = new TalkingMember("m\u001b]0;x\u0007\r\nFORGED\u202e\u009b\u2028")) {
            SourceViewModel model = open(RunKind.RECOVER);
            interact(() -> {
                model.connection().endpoints().set(member.url());
                model.endpoints().connect();
            });

            assertThat(isSeen("#memberTable")).isTrue();
            assertNothingActs("FORGED");
        }
    }

    @Test
    void unfoldsCertificatesAndLogin() {
        SourceViewModel model = open(RunKind.RECOVER);
        assertThat(isSeen("#ca")).isFalse();

        clickOn("#changeSecurity");
        assertThat(lookup("#ca").query().isFocused()).isTrue();
        clickOn("#browse-ca").clickOn("#user").write("root");
        clickOn("#password").write("secret");

        assertThat(model.connection().security().ca().get()).isEqualTo(TestTools.SAMPLE.toString());
        assertThat(model.connection().security().password().get()).isEqualTo("secret");
    }

    /** The form is as high as the page, and what comes of an attempt must be seen without scrolling. */
    @Test
    void whatComesOfAnAttemptIsSeenWithTheFormOpen() throws TimeoutException {
        SourceViewModel model = open(RunKind.RECOVER);
        clickOn("#changeSecurity");
        interact(() -> {
            model.connection().endpoints().set("https://127.0.0.1:1");
            model.connection().security().ca().set(TestTools.SAMPLE.toString());
            page.setVvalue(1);
        });

        interact(model.endpoints()::connect);
        await(() -> isInView("#probeFailure"));
        assertThat(model.connection().security().problem(Field.CA).get()).isNotEmpty();
        assertThat(isSeen("#fixSecurity")).isTrue();

        interact(() -> model.connection().security().ca().set(""));
        assertThat(isSeen("#fixSecurity")).as("the field is no longer as it was when it was blamed").isFalse();
        assertThat(lookup("#probeFailure").query().getOpacity()).as("nor is it about what is typed").isLessThan(1);
        interact(() -> page.setVvalue(1));
        interact(model.endpoints()::connect);
        await(() -> isInView("#verdict"));
    }

    private boolean isInView(String id) {
        return lookup(id).tryQuery()
                .filter(node -> isSeen(id))
                .map(node -> page.sceneToLocal(node.localToScene(node.getLayoutBounds())))
                .filter(bounds -> bounds.getMinY() >= 0 && bounds.getMaxY() <= page.getHeight())
                .isPresent();
    }

    /** Certificates that one server refused are not wrong for another, and least of all without TLS. */
    @Test
    void otherEndpointsForgetWhatEarlierOnesFoundWrong() {
        SourceViewModel model = open(RunKind.RECOVER);
        SecurityModel security = model.connection().security();
        interact(() -> model.connection().endpoints().set("https://a.example:2379"));
        interact(() -> security.blame(Field.CA, "It did not sign that certificate."));
        assertThat(security.problem(Field.CA).get()).contains("did not sign");

        interact(() -> model.connection().endpoints().set("http://b.example:2379"));

        assertThat(security.problem(Field.CA).get()).isEmpty();
        assertThat(isSeen("#fixSecurity")).isFalse();
    }

    @Test
    void takesASnapshotFile() {
        SourceViewModel model = open(RunKind.RECOVER);

        clickOn("#source-file").clickOn("#browseSnapshot");

        assertThat(model.kind().get()).isEqualTo(SourceKind.FILE);
        assertThat(lookup("#snapshotFile").queryAs(TextField.class).getText()).isEqualTo(TestTools.SAMPLE.toString());
        assertThat(isSeen("#endpoints")).isFalse();
        assertThat(model.outline().primary().isEnabled()).isTrue();
    }

    /** Where there is no choice of a data directory, none is named. */
    @Test
    void namesOnlyWaysThatARunHas() {
        SourceViewModel recover = open(RunKind.RECOVER);
        interact(() -> recover.file().path().set("/"));
        assertThat(recover.file().look().get().problem()).contains("choose “Data directory” above");

        SourceViewModel inspect = open(RunKind.INSPECT);
        interact(() -> inspect.file().path().set("/"));
        assertThat(inspect.file().look().get().problem()).contains("member/snap/db").doesNotContain("above");
    }

    @Test
    void savesFromEndpointsOnly() {
        open(RunKind.SAVE);

        assertThat(isSeen("#source-file")).isFalse();
        assertThat(isSeen("#endpoints")).isTrue();
    }
}
