package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.settings.Profile;
import org.etcdrecovery.console.settings.Settings;

/** Clusters that are connected to again and again. */
public final class ProfilesModel {
    private final Memory memory;
    private final ConnectionModel connection;
    private final DiscoveryModel discovery;
    private final StringProperty name = new SimpleStringProperty("");

    public ProfilesModel(Memory memory, ConnectionModel connection, DiscoveryModel discovery) {
        this.memory = memory;
        this.connection = connection;
        this.discovery = discovery;
    }

    /** The names, in the order in which they were saved. */
    public ObservableValue<List<String>> names() {
        return memory.settings().map(settings -> settings.profiles().stream().map(Profile::name).toList());
    }

    /** What the profile is to be called that would be saved now. */
    public StringProperty name() {
        return name;
    }

    /** The profile whose connection is the one that is typed; empty when there is none. */
    public Optional<String> current() {
        return profiles().stream()
                .filter(profile -> isTyped(profile.connection()))
                .map(Profile::name)
                .findFirst();
    }

    /** Takes over the connection of a profile. One that was found by DNS is looked up afresh. */
    public void choose(String which) {
        profiles().stream().filter(profile -> profile.name().equals(which)).findFirst().ifPresent(profile -> {
            name.set(profile.name());
            if (!isTyped(profile.connection())) {
                connection.fill(profile.connection());
                discovery.findAgain();
            }
        });
    }

    /** Of endpoints that DNS names the domain counts: a profile is the same after a member has moved. */
    private boolean isTyped(ConnectionForm kept) {
        ConnectionForm typed = connection.form();
        return kept.domain().isPresent()
                ? kept.equals(typed.withEndpoints(kept.endpoints()))
                : kept.equals(typed);
    }

    /** Saves what is typed under the name, in the place of an earlier profile of that name. */
    public void save() {
        String called = name.get().strip();
        if (!called.isEmpty()) {
            memory.update(settings -> settings.withProfile(new Profile(called, connection.form())));
        }
    }

    /** Forgets a profile; what is typed stays. */
    public void delete(String which) {
        memory.update(settings -> settings.withoutProfile(which));
    }

    private List<Profile> profiles() {
        Settings settings = memory.settings().get();
        return settings.profiles();
    }
}
