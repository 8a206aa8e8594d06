package org.etcdrecovery.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangersBannerTest extends ScreenTest {
    /** More than the banner looks while a test runs. */
    private static final int LOOKS = 100;

    private final SimpleObjectProperty<Boolean> stopped = new SimpleObjectProperty<>(true);

    /** Members that the delivery stops are no reason for alarm, but they are named all the same. */
    @Test
    void namesMembersThatTheDeliveryStopsAsAWarning(@TempDir Path directory) throws IOException {
        Strangers strangers = strangers(directory, Answers.of(new ClusterId(7)));
        show(() -> new StrangersBanner(strangers, false, stopped));
        interact(strangers::look);

        Banner banner = lookup("#strangers").queryAs(Banner.class);
        assertThat(banner.isVisible()).isTrue();
        assertThat(has(banner, "warning")).isTrue();
        assertThat(banner.getAccessibleText()).contains("activating stops it first");

        interact(() -> stopped.set(false));
        assertThat(has(banner, "danger")).as("the new members are in place").isTrue();
        assertThat(banner.getAccessibleText()).contains("before you start the new members");
    }

    @Test
    void doesNotSayThatNobodyAnswersWhereItCannotTell(@TempDir Path directory) throws IOException {
        Strangers strangers = strangers(directory, Answers.failing(Cause.CLIENT_CERTIFICATE_REQUIRED));
        show(() -> new StrangersBanner(strangers, true));
        interact(strangers::look);

        Banner banner = lookup("#strangers").queryAs(Banner.class);
        assertThat(has(banner, "warning")).isTrue();
        assertThat(banner.getAccessibleText()).contains("does not say who it is", Answers.ENDPOINT.authority());
    }

    /** A button below must not move away under the pointer. */
    @Test
    void keepsItsHeightWhenAMemberAnswersHereOrElsewhere(@TempDir Path directory) throws IOException {
        Strangers here = strangers(directory, Answers.of(new ClusterId(7)));
        double empty = height(here);
        interact(here::look);
        assertThat(height()).isEqualTo(empty);

        Recovery recovery = ThreeMembers.planned(directory);
        recovery.oldCluster().asking(ConnectionSettings.of(List.of(Answers.ENDPOINT)));
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH));
        Strangers elsewhere = FakeLooks.finding(recovery, Answers.of(new ClusterId(7)));
        assertThat(height(elsewhere)).isEqualTo(empty);
        interact(elsewhere::look);
        assertThat(lookup("#survivors").query().isVisible()).isTrue();
        assertThat(height()).isEqualTo(empty);
    }

    private double height(Strangers strangers) {
        show(() -> new VBox(new StrangersBanner(strangers, true), new Label("below")));
        return height();
    }

    private double height() {
        return onFx(() -> {
            Label below = lookup("below").query();
            below.getScene().getRoot().layout();
            return below.localToScene(0, 0).getY();
        });
    }

    /** What is seen after a restore, however often it is looked for. */
    private static Strangers strangers(Path directory, MemberProbe answer) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH));
        return FakeLooks.finding(recovery, Collections.nCopies(LOOKS, answer).toArray(MemberProbe[]::new));
    }

    private static boolean has(Banner banner, String tone) {
        return banner.getPseudoClassStates().contains(PseudoClass.getPseudoClass(tone));
    }
}
