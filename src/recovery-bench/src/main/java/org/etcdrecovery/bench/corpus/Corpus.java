package org.etcdrecovery.bench.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes corpora and prints their paths.
 *
 * <pre>
 * Corpus [--dir DIRECTORY] NAME...
 * </pre>
 *
 * {@link Recipe} lists the names. The default directory is {@code etcd-recovery-corpus} in the system's directory for
 * temporary files. A file that exists is kept.
 */
public final class Corpus {
    /** The directory for corpora if no other is given. */
    public static final Path DEFAULT_DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"), "etcd-recovery-corpus");

    private static final String DIRECTORY_OPTION = "--dir";

    private Corpus() {}

    /** Makes the named corpora. Exits with code 64 if the arguments are wrong. */
    public static void main(String[] arguments) throws IOException {
        List<Recipe> recipes = new ArrayList<>();
        Path directory = DEFAULT_DIRECTORY;
        try {
            List<String> names = List.of(arguments);
            if (names.size() > 1 && names.getFirst().equals(DIRECTORY_OPTION)) {
                directory = Path.of(names.get(1));
                names = names.subList(2, names.size());
            }
            names.forEach(name -> recipes.add(Recipe.of(name)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
        }
        for (Recipe recipe : recipes) {
            System.out.println(recipe.make(directory));
        }
    }
}
