package org.etcdrecovery.console.step.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.testing.CutTexts;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.Tone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTableTest extends ScreenTest {
    /** The page beside rail and help in a window 1280 wide, with a scroll bar, and beside the rail in one 1024 wide. */
    private static final int BESIDE_HELP = 735;

    @ParameterizedTest
    @ValueSource(ints = {BESIDE_HELP, 760})
    void showsEveryCellWhole(int width) {
        MembersTable table = open(width, rows("etcd-a", "127.0.0.1:29907", "answers"));

        assertThat(onFx(() -> CutTexts.in(table).map(Labeled::getText).toList())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {BESIDE_HELP, 760})
    void showsBothEndsOfLongNamesAndEverythingElseWhole(int width) {
        MembersTable table = open(width, rows("ip-10-0-23-117.eu-central-1.compute.internal",
                "etcd-0.etcd-headless.kube-system.svc.cluster.local:2379", "waits for peers"));

        assertThat(onFx(() -> CutTexts.in(table).toList())).isNotEmpty()
                .allMatch(CutTexts::keepsBothEnds)
                .extracting(Labeled::getText)
                .allMatch(text -> text.contains("internal") || text.contains("local:2379"));
    }

    @ParameterizedTest
    @ValueSource(ints = {BESIDE_HELP, 760})
    void showsEveryStateInsideOfTheTable(int width) {
        ResourceBundle texts = ResourceBundle.getBundle(Texts.class.getPackageName() + ".source", Locale.ENGLISH);
        List<String> states = texts.keySet()
                .stream()
                .filter(key -> key.matches("(cause|state)\\..*"))
                .map(texts::getString)
                .toList();
        for (String state : states) {
            MembersTable table = open(width, rows("etcd-a", "127.0.0.1:29907", state));
            double right = onFx(() -> table.localToScene(table.getBoundsInLocal()).getMaxX());
            assertThat(lookup(".pill").queryAllAs(Pill.class)).as(state)
                    .isNotEmpty()
                    .allSatisfy(pill -> assertThat(pill.localToScene(pill.getBoundsInLocal()).getMaxX())
                            .isLessThanOrEqualTo(right));
            assertThat(onFx(() -> CutTexts.in(table).map(Labeled::getText).toList())).as(state).isEmpty();
        }
    }

    private MembersTable open(int width, List<MemberRow> rows) {
        MembersTable table = onFx(() -> new MembersTable(FXCollections.observableArrayList(rows)));
        show(() -> new HBox(table));
        doOnFx(() -> {
            table.setMinWidth(width);
            table.setMaxWidth(width);
        });
        // The scroll bar, the columns and the cells are laid out one after the other.
        IntStream.range(0, 3).forEach(_ -> doOnFx(() -> {
            table.getScene().getRoot().applyCss();
            table.getScene().getRoot().layout();
        }));
        return table;
    }

    private static List<MemberRow> rows(String name, String endpoint, String state) {
        return Stream.of("", "+1", "+12\u00a0345")
                .map(ahead -> new MemberRow(endpoint, name, "8e9e05c52164694d", "follower", "3.6.16",
                        "1\u00a0000\u00a0485\u00a0261", ahead, "1\u00a0612\u00a0044", "2.3 / 1.9 GB", Tone.SUCCESS,
                        state, "", ""))
                .toList();
    }
}
