package org.etcdrecovery.bench.micro;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.bench.corpus.Corpus;
import org.etcdrecovery.bench.corpus.Recipe;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The file that a benchmark works on. The system property {@code corpus.directory} names the directory of the corpora.
 */
@State(Scope.Benchmark)
public class CorpusState {
    /** The name of a recipe. */
    @Param("kube-15m")
    public String corpus = "";

    private Path file = Path.of("");

    /** Makes the file unless it exists. */
    @Setup
    public void make() throws IOException {
        String directory = System.getProperty("corpus.directory", Corpus.DEFAULT_DIRECTORY.toString());
        file = Recipe.of(corpus).make(Path.of(directory));
    }

    Path file() {
        return file;
    }
}
