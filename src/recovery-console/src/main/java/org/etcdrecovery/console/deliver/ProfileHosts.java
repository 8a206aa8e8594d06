package org.etcdrecovery.console.deliver;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.settings.Profile;

/** Where the members of the cluster are, as its profile keeps it for the next run. Without a profile, nothing is kept. */
public final class ProfileHosts {
    private final Memory memory;
    private final Supplier<Optional<String>> profile;

    /**
     * @param profile the name of the profile whose connection is typed; empty if no profile has it
     */
    public ProfileHosts(Memory memory, Supplier<Optional<String>> profile) {
        this.memory = memory;
        this.profile = profile;
    }

    /** What the profile knows, by the names of the members. */
    public Map<String, MemberHost> known() {
        return profile.get()
                .flatMap(name -> memory.settings()
                        .get()
                        .profiles()
                        .stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst())
                .map(Profile::hosts)
                .orElse(Map.of());
    }

    /** Adds hosts that were reached. */
    void remember(Map<String, MemberHost> reached) {
        Map<String, MemberHost> all = new HashMap<>(known());
        all.putAll(reached);
        profile.get().ifPresent(name -> memory.update(settings -> settings.withHosts(name, all)));
    }
}
