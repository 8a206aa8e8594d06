package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.profile.SavedProfiles;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.settings.Profile;
import org.etcdrecovery.console.settings.Settings;

/** The saved connections to clusters. */
public final class ProfilesModel implements SavedProfiles {
    private final Memory memory;
    private final ConnectionModel connection;
    private final DiscoveryModel discovery;
    private final StringProperty name = new SimpleStringProperty("");

    public ProfilesModel(Memory memory, ConnectionModel connection, DiscoveryModel discovery) {
        this.memory = memory;
        this.connection = connection;
        this.discovery = discovery;
    }

    @Override
    public ObservableValue<List<String>> names() {
        return memory.settings().map(settings -> settings.profiles().stream().map(Profile::name).toList());
    }

    @Override
    public StringProperty name() {
        return name;
    }

    @Override
    public Optional<String> current() {
        return profiles().stream()
                .filter(profile -> isTyped(profile.connection()))
                .map(Profile::name)
                .findFirst();
    }

    /** Takes over the connection of a profile. Endpoints that came from DNS are looked up again. */
    @Override
    public void choose(String which) {
        profiles().stream().filter(profile -> profile.name().equals(which)).findFirst().ifPresent(profile -> {
            name.set(profile.name());
            if (!isTyped(profile.connection())) {
                connection.fill(profile.connection());
                discovery.findAgain();
            }
        });
    }

    /** Compares endpoints from DNS by their domain: the profile still matches after a member has moved. */
    private boolean isTyped(ConnectionForm kept) {
        ConnectionForm typed = connection.form();
        return kept.domain().isPresent()
                ? kept.equals(typed.withEndpoints(kept.endpoints()))
                : kept.equals(typed);
    }

    @Override
    public void save() {
        String called = name.get().strip();
        if (!called.isEmpty()) {
            // A profile of the same name is changed, and its members stay where they are.
            Map<String, MemberHost> hosts = profiles().stream()
                    .filter(profile -> profile.name().equals(called))
                    .findFirst()
                    .map(Profile::hosts)
                    .orElse(Map.of());
            memory.update(settings -> settings.withProfile(new Profile(called, connection.form(), hosts)));
        }
    }

    @Override
    public void delete(String which) {
        memory.update(settings -> settings.withoutProfile(which));
    }

    private List<Profile> profiles() {
        Settings settings = memory.settings().get();
        return settings.profiles();
    }
}
