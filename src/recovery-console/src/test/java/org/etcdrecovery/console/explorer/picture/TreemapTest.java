package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TreemapTest extends ScreenTest {
    private static final String LONG = "customresourcedefinitions";

    private final List<String> seen = new ArrayList<>();
    private Treemap treemap;

    @BeforeEach
    void open() {
        treemap = show(() -> {
            Treemap made = new Treemap();
            made.onChosen(part -> seen.add("chosen " + part));
            made.onOpened(part -> seen.add("opened " + part));
            made.onUp(() -> seen.add("up"));
            made.show(List.of(part("events", 800), part("pods", 200), part(LONG, 3), part("none", 0)));
            return made;
        });
        doOnFx(treemap::requestFocus);
    }

    private static Part part(String name, long weight) {
        return new Part(name, weight + " B", name + ", " + weight + " B", weight);
    }

    @Test
    void theKeyboardMovesOpensAndGoesUp() {
        push(KeyCode.RIGHT);
        push(KeyCode.RIGHT);
        push(KeyCode.ENTER);
        push(KeyCode.BACK_SPACE);
        push(KeyCode.HOME);

        assertThat(seen).containsExactly("chosen 0", "chosen 1", "opened 1", "up", "chosen 0");
        assertThat(onFx(treemap::getAccessibleText)).isEqualTo("events, 800 B");
    }

    @Test
    void whatIsMarkedFromOutsideIsNotReported() {
        doOnFx(() -> treemap.mark(1));

        assertThat(onFx(treemap::chosen)).isEqualTo(1);
        assertThat(onFx(treemap::getAccessibleText)).startsWith("pods");
        assertThat(seen).isEmpty();
    }

    @Test
    void aNameIsShownWholeOrNotAtAll() {
        List<String> names = onFx(() -> treemap.getChildrenUnmodifiable()
                .stream()
                .map(tile -> ((TreemapTile) tile).shownName())
                .toList());

        assertThat(names).containsExactly("events", "pods", "", "");
    }

    @Test
    void aClickChoosesAndADoubleClickOpens() {
        doubleClickOn(treemap.getChildrenUnmodifiable().getFirst());

        assertThat(seen).containsExactly("chosen 0", "opened 0");
    }
}
