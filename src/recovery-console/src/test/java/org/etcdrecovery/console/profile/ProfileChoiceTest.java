package org.etcdrecovery.console.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Labeled;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class ProfileChoiceTest extends ScreenTest {
    @Test
    void showsNoNameThatReadsAsAnother() {
        show(() -> new ProfileChoice("profile", new Saved("prod\u202egnp"), new ReadOnlyStringWrapper("")));

        assertThat(lookup("#profile .list-cell").queryAllAs(Labeled.class)).extracting(Labeled::getText)
                .contains("prod\\u202egnp")
                .doesNotContain("prod\u202egnp");
    }

    private record Saved(String only) implements SavedProfiles {
        @Override
        public ObservableValue<List<String>> names() {
            return new SimpleObjectProperty<>(List.of(only));
        }

        @Override
        public StringProperty name() {
            return new SimpleStringProperty(only);
        }

        @Override
        public Optional<String> current() {
            return Optional.of(only);
        }

        @Override
        public void choose(String which) {
            assertThat(which).isEqualTo(only);
        }

        @Override
        public void save() {
            throw new AssertionError("nothing is saved");
        }

        @Override
        public void delete(String which) {
            throw new AssertionError(which + " is not deleted");
        }
    }
}
