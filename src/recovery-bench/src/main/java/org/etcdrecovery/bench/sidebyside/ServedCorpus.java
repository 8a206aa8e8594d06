package org.etcdrecovery.bench.sidebyside;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.bench.process.ChildProcess;
import org.etcdrecovery.bench.process.DirectoryTree;

/** A member that serves a corpus on loopback, from a data directory that etcdutl restores. */
final class ServedCorpus implements Contest.Environment {
    private final Tools tools;
    private final Path corpus;
    private final Path directory;
    private final String clientUrl;

    /**
     * @param corpus    the file
     * @param directory where to make the data directory; deleted afterwards
     * @throws IOException if there is no free port
     */
    ServedCorpus(Tools tools, Path corpus, Path directory) throws IOException {
        this.tools = tools;
        this.corpus = corpus;
        this.directory = directory;
        this.clientUrl = LocalServer.freeUrl();
    }

    /** The client endpoint while the server is running. */
    String endpoint() {
        return clientUrl;
    }

    @Override
    public Closeable open() throws IOException {
        restore(tools, corpus, directory);
        LocalServer server = LocalServer.start(tools, directory, clientUrl, List.of());
        return () -> {
            server.close();
            DirectoryTree.delete(directory);
        };
    }

    /** Restores a corpus with etcdutl. */
    static void restore(Tools tools, Path corpus, Path directory) throws IOException {
        DirectoryTree.delete(directory);
        ChildProcess.run(List.of(tools.etcdutl().toString(), "snapshot", "restore", corpus.toString(), "--data-dir",
                directory.toString()));
    }
}
