package org.etcdrecovery.cli.options;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.store.StoreFetcher;
import org.etcdrecovery.core.text.ErrorMessages;

/**
 * How a snapshot that is packed, or not on this machine, is found, fetched and unpacked: {@code --entry},
 * {@code --scratch}, {@code --url-file} and the options of a store.
 */
public final class PackedOptions {
    private static final int LONGEST_URL = 64 << 10;

    private final Supplier<Optional<String>> entry;
    private final ScratchOption scratch;
    private final Supplier<Optional<String>> urlFile;
    private final StoreOptions store;
    private final Terminal terminal;
    private final List<String> urls = new ArrayList<>();
    private Optional<StoreFetcher> fetcher = Optional.empty();

    /**
     * Adds the options to those of a verb.
     *
     * @param terminal where to warn of what is wrong with the way to a snapshot
     */
    public PackedOptions(DeclaredOptions options, Terminal terminal) {
        this.terminal = terminal;
        entry = options.textIfGiven("NAME", "The snapshot to take out of an archive that holds several.", "--entry");
        scratch = new ScratchOption(options);
        urlFile = options.textIfGiven("FILE",
                "Read the URL of the snapshot from the first line of this file, instead of"
                        + " an argument, which everyone on this host can see.",
                "--url-file");
        store = new StoreOptions(options);
    }

    /** A snapshot as the arguments name it: a file, or an {@code s3://} or {@code https://} address. */
    public SnapshotName name(String argument) throws NoSuchFileException {
        return name(argument, entry.get());
    }

    /** As {@link #name(String)}, without the entry of an archive. */
    public SnapshotName plainName(String argument) throws NoSuchFileException {
        return name(argument, Optional.empty());
    }

    private SnapshotName name(String argument, Optional<String> ofArchive) throws NoSuchFileException {
        if (!SnapshotName.isAddress(argument)) {
            return new SnapshotName(GivenPath.of(argument), ofArchive);
        }
        know(argument);
        return SnapshotName.at(argument, ofArchive);
    }

    /**
     * The arguments that name files, with the URL of {@code --url-file} in the first place.
     *
     * @throws CommandFailure if that file cannot be read or holds no URL
     */
    public List<String> files(List<String> arguments) throws CommandFailure {
        Optional<String> url = url();
        if (url.isEmpty()) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of(url.get()));
        all.addAll(arguments);
        return all;
    }

    private Optional<String> url() throws CommandFailure {
        if (urlFile.get().isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = SmallFile.text(Path.of(urlFile.get().get()), LONGEST_URL, "a URL");
            String url = text.lines().findFirst().orElse("").strip();
            if (!SnapshotName.isAddress(url)) {
                throw new CommandFailure(ExitCode.USAGE, "--url-file: the first line of " + urlFile.get().get()
                        + " is no URL that begins with https:// or s3://");
            }
            know(url);
            return Optional.of(url);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--url-file: " + ErrorMessages.of(e));
        }
    }

    /** The query of a URL is in no name, so what fetches it has to be told. */
    private void know(String url) {
        urls.add(url);
        fetcher.ifPresent(known -> known.knows(url));
    }

    /** Whether an entry is named. */
    public boolean namesEntry() {
        return entry.get().isPresent();
    }

    /**
     * Opens snapshots; fetches those that are not on this machine, and unpacks packed ones, into the directory that the
     * option or the environment names. First removes what killed runs left there.
     *
     * @throws CommandFailure if the options of the store cannot be read
     */
    public SnapshotOpener opener(Map<String, String> environment) throws CommandFailure {
        return opener(scratch(environment), environment);
    }

    /** As {@link #opener(Map)}, with a directory that was made already. */
    public SnapshotOpener opener(Scratch directory, Map<String, String> environment) throws CommandFailure {
        url();
        StoreFetcher fetching = store.fetcher(environment, terminal);
        urls.forEach(fetching::knows);
        fetcher = Optional.of(fetching);
        return SnapshotOpener.fetchingInto(directory, fetching);
    }

    /** As {@link ScratchOption#scratch}. */
    public Scratch scratch(Map<String, String> environment) {
        return scratch.scratch(environment);
    }
}
