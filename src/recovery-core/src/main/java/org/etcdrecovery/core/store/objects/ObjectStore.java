package org.etcdrecovery.core.store.objects;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;

/**
 * A folder that holds objects under names: a directory, or the keys of a bucket that begin alike. What is written appears
 * complete under its name or not at all, and never over something else.
 */
public interface ObjectStore extends Closeable {
    /** More than any store of snapshots has. */
    int MOST_OBJECTS = 100_000;

    /** How messages name the folder; ends with a slash. */
    String shown();

    /**
     * The objects, by name.
     *
     * @param below whether to list those in folders below, too
     * @throws StoreException if there are more than {@value #MOST_OBJECTS}, or it cannot be listed
     */
    List<StoredObject> list(boolean below, Progress progress) throws IOException;

    /** One object; empty if there is none of that name. */
    Optional<StoredObject> find(String name, Progress progress) throws IOException;

    /**
     * The text of a small object.
     *
     * @param limit the largest size in bytes
     * @return empty if there is none of that name, if it is larger, or no text
     */
    Optional<Text> text(String name, int limit, Progress progress) throws IOException;

    /**
     * The text of an object.
     *
     * @param text the text
     * @param tag  tells this content from any other that the object has had or will have
     */
    record Text(String text, String tag) {}

    /**
     * Copies an object into scratch.
     *
     * @return the copy
     */
    Fetched fetch(String name, ScratchDirectory into, Progress progress) throws IOException;

    /**
     * A copy of an object.
     *
     * @param file   where it is
     * @param size   its size in bytes
     * @param sha256 the SHA-256 of what arrived, in lower-case hex
     */
    record Fetched(Path file, long size, String sha256) {}

    /**
     * Writes a file under a name that must be free, and checks what the store then holds.
     *
     * @param sha256 the SHA-256 of the file, in lower-case hex
     * @throws StoreException if the name is taken, or the store holds something else afterwards, which is then removed
     */
    void put(String name, Path file, String sha256, Progress progress) throws IOException;

    /**
     * Writes a small text under a name that must be free.
     *
     * @return its tag; empty if the name is taken
     */
    Optional<String> create(String name, String text, Progress progress) throws IOException;

    /**
     * Replaces a small text that still has a tag.
     *
     * @return its new tag; empty if it has another tag by now or is gone
     */
    Optional<String> replace(String name, String tag, String text, Progress progress) throws IOException;

    /**
     * Whether {@link #create} and {@link #replace} exclude other writers. A store that ignores the conditions of a request
     * overwrites what is there.
     *
     * @param name an object of the caller's own, which exists
     * @param text what it holds, and still holds afterwards
     */
    boolean excludesOthers(String name, String text, Progress progress) throws IOException;

    /** Deletes an object; does nothing if it is gone. */
    void delete(String name, Progress progress) throws IOException;

    /** What is known about the protection of what it holds. */
    StoreTraits traits(Progress progress) throws IOException;

    @Override
    void close() throws IOException;
}
