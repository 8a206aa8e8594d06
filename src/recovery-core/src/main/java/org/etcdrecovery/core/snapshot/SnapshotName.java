package org.etcdrecovery.core.snapshot;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.etcdrecovery.core.text.UrlText;

/**
 * How an operator names a snapshot.
 *
 * @param file    the file, packed or not; of one that is not on this machine only the last part of its address
 * @param entry   the name of the snapshot in an archive; empty to take the only one
 * @param address where the file is if it is not on this machine, as a URL without login and query, which may be secret;
 *                empty if it is on this machine
 */
public record SnapshotName(Path file, Optional<String> entry, Optional<String> address) {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:s3|https?)://.+", Pattern.DOTALL);
    /** Whatever else an object may be called, a file system takes it. */
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._:@+=-]");
    private static final int LONGEST_NAME = 200;
    private static final String NAMELESS = "snapshot";

    /** A file on this machine. */
    public SnapshotName(Path file, Optional<String> entry) {
        this(file, entry, Optional.empty());
    }

    /** A file that is a snapshot, or that holds exactly one. */
    public static SnapshotName of(Path file) {
        return new SnapshotName(file, Optional.empty());
    }

    /**
     * A file that is not on this machine.
     *
     * @param address an {@code s3://}, {@code https://} or {@code http://} URL; its login and query are left out
     */
    public static SnapshotName at(String address, Optional<String> entry) {
        String shown = UrlText.ofAddress(address);
        return new SnapshotName(lastPart(shown), entry, Optional.of(shown));
    }

    /** Whether a text is the address of a file that is not on this machine, rather than a path. */
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** How messages, plans and reports name it. */
    public String shown() {
        return address.orElseGet(file::toString);
    }

    /** The name of the file at an address, made safe for any file system. */
    static Path lastPart(String address) {
        int query = address.indexOf(UrlText.HIDDEN_QUERY);
        String path = query < 0 ? address : address.substring(0, query);
        String name = UNUSUAL.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("_");
        String safe = name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
        return Path.of(safe.isEmpty() || safe.startsWith(".") ? NAMELESS + safe : safe);
    }
}
