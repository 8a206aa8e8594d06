package org.etcdrecovery.console.storage;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.profile.SavedProfiles;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.settings.StoreProfile;

/** The saved places of snapshots. */
public final class StoreProfiles implements SavedProfiles {
    private final Memory memory;
    private final StoreFields fields;
    private final StringProperty name = new SimpleStringProperty("");

    /**
     * @param memory keeps them
     * @param fields the form
     */
    public StoreProfiles(Memory memory, StoreFields fields) {
        this.memory = memory;
        this.fields = fields;
    }

    @Override
    public ObservableValue<List<String>> names() {
        return memory.settings().map(settings -> settings.stores().stream().map(StoreProfile::name).toList());
    }

    @Override
    public StringProperty name() {
        return name;
    }

    @Override
    public Optional<String> current() {
        return profiles().stream()
                .filter(profile -> profile.place().equals(fields.form()))
                .map(StoreProfile::name)
                .findFirst();
    }

    @Override
    public void choose(String which) {
        profiles().stream().filter(profile -> profile.name().equals(which)).findFirst().ifPresent(profile -> {
            name.set(profile.name());
            if (!profile.place().equals(fields.form())) {
                fields.fill(profile.place());
            }
        });
    }

    @Override
    public void save() {
        String called = name.get().strip();
        if (!called.isEmpty()) {
            memory.update(settings -> settings.withStore(new StoreProfile(called, fields.form())));
        }
    }

    @Override
    public void delete(String which) {
        memory.update(settings -> settings.withoutStore(which));
    }

    private List<StoreProfile> profiles() {
        Settings settings = memory.settings().get();
        return settings.stores();
    }
}
