package org.etcdrecovery.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.bench.corpus.Recipe;

/** The files that the contests use. */
final class Corpora {
    private Corpora() {}

    /** The size class that goals depend on. */
    enum Size {
        SMALL, MEDIUM, LARGE, MANY_KEYS
    }

    /**
     * One file.
     *
     * @param livingKeys an upper estimate of the keys that exist at the last revision
     */
    record Entry(Path file, Size size, long livingKeys) {}

    private record Kind(String recipe, Size size, long livingKeys) {}

    private static final List<Kind> KINDS = List.of(new Kind("kube-15m", Size.SMALL, 3000),
            new Kind("scattered-15m", Size.SMALL, 1000), new Kind("kube-200m", Size.MEDIUM, 37_000),
            new Kind("scattered-200m", Size.MEDIUM, 13_000), new Kind("tiny-3m-keys", Size.MANY_KEYS, 3_000_000),
            new Kind("kube-2g", Size.LARGE, 370_000), new Kind("scattered-2g", Size.LARGE, 125_000));

    /**
     * Makes the files that are missing.
     *
     * @param quick whether to leave out the large ones
     */
    static List<Entry> make(Path directory, boolean quick) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (!quick || kind.size() != Size.LARGE) {
                Path file = Recipe.of(kind.recipe()).make(directory);
                entries.add(new Entry(file, kind.size(), kind.livingKeys()));
            }
        }
        return entries;
    }
}
