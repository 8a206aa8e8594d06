package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.explorer.picture.PagePicture.Pages;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagePictureTest extends ScreenTest {
    private final List<Integer> opened = new ArrayList<>();
    private PagePicture map;
    private int[] square = {};

    @BeforeEach
    void open() {
        map = show(() -> {
            PagePicture made = new PagePicture(List.of("bar-lower", "bar-upper"));
            made.describedBy(page -> "page " + page);
            made.onOpened(opened::add);
            made.onChosen(range -> square = range);
            return made;
        });
    }

    private Node surface() {
        return lookup("#pageMap").query();
    }

    /** The number of pages in the chosen square. */
    private int perSquare() {
        return onFx(() -> square[1] - square[0]);
    }

    private void show(int pages) {
        byte[] filling = new byte[pages];
        Arrays.fill(filling, (byte) 50);
        doOnFx(() -> {
            map.show(new Pages(new byte[pages], filling));
            surface().requestFocus();
        });
    }

    @Test
    void enterOpensThePageThatTheArrowKeysLedTo() {
        show(50);
        push(KeyCode.RIGHT);
        push(KeyCode.RIGHT);
        assertThat(onFx(() -> surface().getAccessibleText())).isEqualTo("page 2");

        push(KeyCode.ENTER);

        assertThat(opened).containsExactly(2);
    }

    @Test
    void aSquareOfSeveralPagesIsEnteredFirst() {
        show(2_000_000);
        int many = perSquare();
        assertThat(many).isGreaterThan(1);
        push(KeyCode.RIGHT);
        push(KeyCode.ENTER);

        assertThat(opened).isEmpty();
        assertThat(perSquare()).isEqualTo(1);
        assertThat(onFx(() -> map.chosen())).hasValue(many);
        push(KeyCode.BACK_SPACE);
        assertThat(perSquare()).isEqualTo(many);
        assertThat(onFx(() -> map.chosen())).hasValue(many);
    }

    @Test
    void theWayOutLeadsToTheSamePageInASmallerWindow() {
        show(2_000_000);
        push(KeyCode.DOWN);
        push(KeyCode.ENTER);
        int page = onFx(() -> map.chosen()).orElseThrow();
        int many = perSquare();
        doOnFx(() -> {
            map.setMaxSize(260, 180);
            map.getScene().getRoot().layout();
        });
        push(KeyCode.BACK_SPACE);

        assertThat(perSquare()).as("larger squares than before").isGreaterThan(many);
        int first = onFx(() -> map.chosen()).orElseThrow();
        assertThat(page).isBetween(first, first + perSquare() - 1);
    }

    @Test
    void noPagesAreNothingToOpen() {
        show(0);
        push(KeyCode.ENTER);
        push(KeyCode.RIGHT);

        assertThat(opened).isEmpty();
        assertThat(onFx(() -> map.chosen())).isEmpty();
    }
}
