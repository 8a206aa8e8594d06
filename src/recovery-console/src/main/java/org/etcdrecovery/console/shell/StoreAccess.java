package org.etcdrecovery.console.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.SnapshotFetcher;
import org.etcdrecovery.core.store.StoreCommands;
import org.etcdrecovery.core.store.StoreFetcher;
import org.etcdrecovery.core.store.objects.CredentialSource;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreCredentials;
import org.etcdrecovery.core.store.objects.StoreEnvironment;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.text.UrlText;

/**
 * How object storage is reached while the console runs. What the operator typed to log in, and the whole of a URL with a
 * query, are kept here and nowhere else, and never on disk. It may be shared by threads.
 */
public final class StoreAccess implements SnapshotFetcher {
    private final StoreEnvironment environment;
    /** By endpoint, so that no store is shown what was typed for another one. */
    private final Map<String, StoreCredentials> typed = new ConcurrentHashMap<>();
    private final Map<String, StorePlace> places = new ConcurrentHashMap<>();
    private final Map<String, String> urls = new ConcurrentHashMap<>();

    /** @param environment the variables of this process */
    public StoreAccess(Map<String, String> environment) {
        this.environment = new StoreEnvironment(environment);
    }

    /** Remembers typed credentials for the store of a place; without any, those of the environment are used again. */
    public void logIn(StorePlace place, Optional<StoreCredentials> credentials) {
        credentials.ifPresentOrElse(login -> typed.put(place.endpoint().strip(), login),
                () -> typed.remove(place.endpoint().strip()));
    }

    /** The credentials that were typed for the store of a place; empty if none were. */
    public Optional<StoreCredentials> typed(StorePlace place) {
        return Optional.ofNullable(typed.get(place.endpoint().strip()));
    }

    /**
     * Where the credentials for a place come from. Not for the FX thread: it reads files.
     *
     * @throws StoreException if the address of the place is not valid, or a file cannot be read
     */
    public CredentialSource credentials(StorePlace place) throws StoreException {
        return CredentialSource.of(address(place), typed(place).isPresent(), environment);
    }

    /**
     * The address of a place.
     *
     * @throws StoreException if it cannot be one
     */
    public static StoreAddress address(StorePlace place) throws StoreException {
        try {
            return StoreAddress.parse(place.address().strip());
        } catch (InvalidPathException e) {
            throw new StoreException(Reason.ADDRESS, "this is not an address: " + place.address(), e);
        }
    }

    /** What has to be run before commands that read a file at a place; empty if they read it without. */
    public List<Command> preface(StorePlace place) {
        try {
            return new StoreCommands(settings(place), typed(place).isPresent()).environment().stream().toList();
        } catch (StoreException e) {
            return List.of();
        }
    }

    /** The endpoint that the environment names; empty for AWS, or if it cannot be one. */
    public Optional<String> usualEndpoint() {
        return environment.endpoint().map(StoreEnvironment.NamedEndpoint::url);
    }

    /**
     * How to reach a place.
     *
     * @throws StoreException if the endpoint or the CA cannot be used
     */
    public StoreSettings settings(StorePlace place) throws StoreException {
        String named = place.endpoint().strip();
        Optional<String> endpoint = named.isEmpty() ? usualEndpoint() : Optional.of(named);
        Optional<URI> url = endpoint.isPresent()
                ? Optional.of(StoreSettings.endpoint(endpoint.get()))
                : Optional.empty();
        String region = place.region().strip();
        return new StoreSettings(url, Optional.of(region).filter(text -> !text.isEmpty()), place.virtualHost(),
                ca(place), typed(place).or(environment::credentials));
    }

    private Optional<Path> ca(StorePlace place) throws StoreException {
        String typedCa = place.ca().strip();
        try {
            return typedCa.isEmpty() ? environment.caFile() : Optional.of(Path.of(typedCa));
        } catch (InvalidPathException e) {
            throw new StoreException(Reason.SETTINGS, "this is not a path: " + typedCa, e);
        }
    }

    /**
     * Remembers how a file is reached.
     *
     * @param file the place of the file
     * @return the same place without what may be secret
     */
    public StorePlace remember(StorePlace file) {
        String shown = UrlText.ofAddress(file.address().strip());
        StorePlace kept = file.at(shown);
        places.put(shown, kept);
        if (!shown.equals(file.address().strip())) {
            urls.put(shown, file.address().strip());
        }
        return kept;
    }

    /** How a file is reached; by what the environment says if that is all that is known. */
    public StorePlace place(String address) {
        return places.getOrDefault(address, StorePlace.EMPTY.at(address));
    }

    @Override
    public Path fetch(String address, ScratchDirectory into, Progress progress) throws IOException {
        StoreFetcher fetcher = new StoreFetcher(settings(place(address)));
        Optional.ofNullable(urls.get(address)).ifPresent(fetcher::knows);
        return fetcher.fetch(address, into, progress);
    }
}
