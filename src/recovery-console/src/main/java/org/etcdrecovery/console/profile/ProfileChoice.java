package org.etcdrecovery.console.profile;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Takes over a saved form; hidden while none is saved. */
public final class ProfileChoice extends HBox {
    private final ComboBox<String> names = new ComboBox<>();
    private final SavedProfiles profiles;

    /**
     * @param id       the id of the list
     * @param profiles the saved forms
     * @param form     the form as it is typed
     */
    public ProfileChoice(String id, SavedProfiles profiles, ObservableValue<?> form) {
        super(8);
        this.profiles = profiles;
        Texts texts = Texts.of("profile");
        setAlignment(Pos.CENTER_RIGHT);
        names.setId(id);
        names.setPromptText(texts.get("none"));
        names.setConverter(new Escaped());
        names.setPrefWidth(130);
        names.setAccessibleText(texts.get("label"));
        names.setMinWidth(80);
        Label label = Blocks.muted(texts.get("label"));
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(Icons.of(MaterialDesignA.ACCOUNT_COG_OUTLINE), label, names);
        WhileShown.follow(this, profiles.names(), this::show);
        form.subscribe(_ -> mark());
        names.setOnAction(_ -> {
            if (names.getValue() != null) {
                profiles.choose(names.getValue());
            }
        });
    }

    /** The settings file may have been edited by hand, so a name is escaped. */
    private static final class Escaped extends StringConverter<String> {
        @Override
        public String toString(@Nullable String name) {
            return name == null ? "" : Shown.name(name);
        }

        @Override
        public String fromString(String shown) {
            throw new UnsupportedOperationException("names are chosen, not typed");
        }
    }

    private void show(List<String> saved) {
        names.getItems().setAll(saved);
        Blocks.show(this, !saved.isEmpty());
        mark();
    }

    /** Selects the profile that the form matches, if any. */
    private void mark() {
        names.setValue(profiles.current().orElse(null));
    }
}
