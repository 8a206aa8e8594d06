package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class CutTextTest extends ScreenTest {
    private static final String NAME = "etcd-0.etcd-headless.kube-system.svc.cluster.local:2379";

    @Test
    void aLabelThatIsTooLongShowsBothEndsAndTheWholeOnHover() {
        Label label = onFx(() -> CutText.middle(new Label(NAME)));
        show(() -> new HBox(label));
        assertThat(onFx(label::getTooltip)).isNull();

        doOnFx(() -> {
            label.setMaxWidth(120);
            label.getScene().getRoot().layout();
        });

        assertThat(label.getTextOverrun()).isEqualTo(OverrunStyle.CENTER_ELLIPSIS);
        assertThat(onFx(() -> label.getTooltip().getText())).isEqualTo(NAME);
    }
}
