package org.etcdrecovery.core.contents.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.Meta;
import org.etcdrecovery.core.bolt.PageContent;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * What one page holds, as it is written there. A free page still has what it held last. Values are not shown.
 *
 * @param type     what its header says that it is: {@code meta}, {@code freelist}, {@code branch}, {@code leaf}, or
 *                 {@code none} without the header of a page, as in a page that was never used or is inside a run
 * @param run      the number of pages that belong together, at least 1
 * @param claimed  the number of elements that its header claims
 * @param elements the first elements that can be read
 */
public record PageElements(String type, int run, int claimed, List<Element> elements) {
    private static final int LONGEST_KEY = 256;

    /** Copies the list. */
    public PageElements {
        elements = List.copyOf(elements);
    }

    /**
     * An element of a page.
     *
     * @param key       its key, of a long one the beginning, escaped; empty in a freelist
     * @param keySize   the length of the key in bytes
     * @param valueSize the length of the value in bytes; empty in a branch or a freelist
     * @param page      the page that it points to: the child of a branch, or a free page
     * @param record    of a record of the keyspace, its revision and the key that it is about, escaped
     */
    public record Element(String key, int keySize, OptionalLong valueSize, OptionalLong page,
            Optional<String> record) {}

    /**
     * Reads a page.
     *
     * @param limit the maximum number of elements
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file has no such page or is not a bbolt file
     * @throws IOException                                        if it cannot be read
     */
    public static PageElements read(SnapshotOpener opener, SnapshotName name, long page, int limit)
            throws IOException {
        try (SnapshotFile file = opener.open(name, Progress.NONE)) {
            Meta meta = BoltFile.openReadable(file.source()).meta();
            PageContent content = PageContent.read(file.source(), meta, page, limit);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < Math.min(limit, content.leaf().count()); i++) {
                elements.add(of(content.leaf(), i));
            }
            for (int i = 0; i < Math.min(limit, content.children()); i++) {
                byte[] key = content.childKey(i);
                elements.add(new Element(shown(key), key.length, OptionalLong.empty(),
                        OptionalLong.of(content.child(i)), revision(key)));
            }
            content.free()
                    .forEach(free -> elements.add(
                            new Element("", 0, OptionalLong.empty(), OptionalLong.of(free), Optional.empty())));
            return new PageElements(content.type().name().toLowerCase(Locale.ROOT), content.run(), content.claimed(),
                    elements);
        }
    }

    private static Element of(Leaf leaf, int i) {
        byte[] key = leaf.key(i);
        KeyValueReader keyValue = new KeyValueReader();
        Optional<String> record = revision(key)
                .filter(_ -> keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null)
                .map(revision -> revision + " " + shown(keyValue.key(leaf.buffer())));
        return new Element(shown(key), key.length, OptionalLong.of(leaf.valueLength(i)), OptionalLong.empty(),
                record);
    }

    private static Optional<String> revision(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return Revision.keyProblem(bytes, 0, key.length) == null
                ? Optional.of(Revision.mainOf(bytes, 0) + "/" + Revision.subOf(bytes, 0)
                        + (key.length == Revision.TOMBSTONE_KEY_LENGTH ? " deletes" : ""))
                : Optional.empty();
    }

    private static String shown(byte[] key) {
        return key.length <= LONGEST_KEY
                ? GoQuote.escape(key)
                : GoQuote.escape(Arrays.copyOf(key, LONGEST_KEY)) + "…";
    }
}
