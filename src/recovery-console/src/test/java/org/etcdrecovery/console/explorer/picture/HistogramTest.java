package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.explorer.picture.Histogram.Bar;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class HistogramTest extends ScreenTest {
    private final List<Integer> chosen = new ArrayList<>();

    @Test
    void theArrowKeysMoveFromBarToBarAndStayWithin() {
        show(() -> {
            Histogram made = new Histogram("puts", "deletes", "compacted");
            made.onChosen(chosen::add);
            made.show(List.of(new Bar(3, 0, true, "first"), new Bar(0, 0, false, "second"),
                    new Bar(9, 2, false, "third")));
            return made;
        });
        doOnFx(() -> lookup("#histogram").query().requestFocus());

        push(KeyCode.LEFT);
        push(KeyCode.HOME);
        push(KeyCode.LEFT);
        push(KeyCode.END);

        assertThat(chosen).containsExactly(2, 1, 0, 0, 2);
        assertThat(onFx(() -> lookup("#histogram").query().getAccessibleText())).isEqualTo("third");
    }
}
