package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.theme.Theme;
import org.etcdrecovery.console.theme.ThemeChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    void everyTileThatHasSpaceForThreeLettersHasAName() {
        assertThat(name(400, 100)).isEqualTo(LONG);
        assertThat(name(80, 100)).startsWith("cust").endsWith("…");
        assertThat(name(48, 24)).startsWith("cus").endsWith("…");
        assertThat(name(20, 100)).as("no space for letters").isEmpty();
        assertThat(name(100, 10)).as("lower than a letter").isEmpty();
    }

    private String name(double width, double height) {
        return onFx(() -> {
            TreemapTile tile = new TreemapTile(part(LONG, 1), 1);
            tile.resize(width, height);
            tile.layout();
            Text name = (Text) tile.lookup(".treemap-name");
            return name.isVisible() ? name.getText() : "";
        });
    }

    /** WCAG 2.2, 1.4.3. */
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void textCanBeReadOnEveryShade(ThemeChoice look) {
        List<Part> parts = new ArrayList<>(IntStream.rangeClosed(1, 60).mapToObj(i -> part("p" + i, 61L - i)).toList());
        parts.add(new Part("other", "9 B", "other", 9, true));
        doOnFx(() -> {
            Theme theme = new Theme();
            theme.choice().set(look);
            theme.dress(treemap.getScene());
            treemap.show(parts);
            treemap.getScene().getRoot().applyCss();
            treemap.getScene().getRoot().layout();
        });

        onFx(() -> List.copyOf(treemap.getChildrenUnmodifiable()))
                .forEach(tile -> assertThat(onFx(() -> contrast(tile)))
                        .as(tile.toString())
                        .isGreaterThanOrEqualTo(4.5));
    }

    private static double contrast(Node tile) {
        Region shade = (Region) tile.lookup(".treemap-shade");
        Color over = color(shade.getBackground().getFills().getFirst().getFill());
        Color under = color(((Region) tile).getBackground().getFills().getFirst().getFill());
        double opacity = shade.getOpacity() * over.getOpacity();
        double back = luminance(
                under.interpolate(Color.color(over.getRed(), over.getGreen(), over.getBlue()), opacity));
        double text = luminance(color(((Text) tile.lookup(".treemap-name")).getFill()));
        return (Math.max(back, text) + 0.05) / (Math.min(back, text) + 0.05);
    }

    private static Color color(Paint paint) {
        return (Color) paint;
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    @Test
    void aClickChoosesAndADoubleClickOpens() {
        doubleClickOn(treemap.getChildrenUnmodifiable().getFirst());

        assertThat(seen).containsExactly("chosen 0", "opened 0");
    }
}
