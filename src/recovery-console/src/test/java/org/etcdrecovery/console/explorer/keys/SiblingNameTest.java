package org.etcdrecovery.console.explorer.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiblingNameTest extends ScreenTest {
    private static final String NAME = "system:controller:certificate-controller";

    @ParameterizedTest
    @CsvSource({"system:controller:job-controller, system:controller:node-controller, 18",
            "system:controller:job, system:node, 7", "web-1, web-2, 4", "etcd-a.example, etcd-a.example, 7",
            "frontend-, frontend-, 0", "abcdefghi, abcdefgxy, 0", "web-, web-1, 0"})
    void sharesWholeWords(String name, String sibling, int letters) {
        assertThat(SiblingName.shared(name, sibling)).isEqualTo(letters);
    }

    @Test
    void withSpaceNothingIsCut() {
        assertThat(shown(400)).isEqualTo(NAME);
    }

    @Test
    void whatIsSharedGivesWayFirst() {
        assertThat(shown(200)).matches("system.*…certificate-controller").hasSizeLessThan(NAME.length());
    }

    @Test
    void theBeginningIsLeftInAnyCase() {
        assertThat(shown(60)).isEqualTo("sys…certificate-controller");
    }

    private String shown(double width) {
        SiblingName name = show(() -> {
            SiblingName made = new SiblingName();
            made.show(NAME, 18);
            made.setMaxWidth(width);
            return new StackPane(made);
        }).getChildren().stream().map(SiblingName.class::cast).findFirst().orElseThrow();
        return onFx(() -> name.getChildrenUnmodifiable()
                .stream()
                .map(Label.class::cast)
                .map(Label::getText)
                .collect(Collectors.joining()));
    }
}
