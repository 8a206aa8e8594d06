package org.etcdrecovery.bench.sidebyside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.etcdrecovery.bench.process.ChildProcess;
import org.etcdrecovery.bench.process.DirectoryTree;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;

/**
 * The data directory of a member that served a corpus and was killed after many writes, none of which had reached its
 * database. Every second write changes a key of the corpus.
 */
final class KilledMember implements Contest.Environment {
    /** How many entries only the log holds. */
    static final int ENTRIES = 100_000;
    /** Far more than the entries, and longer than it takes to write them. */
    private static final List<String> LAGGING = List.of("--backend-batch-limit=100000000",
            "--backend-batch-interval=24h", "--snapshot-count=100000000");
    private static final int VALUE = 500;
    private static final int AT_ONCE = 64;

    private final Tools tools;
    private final Path corpus;
    private final Path directory;

    /**
     * @param corpus    the file
     * @param directory where to make the data directory; deleted afterwards
     */
    KilledMember(Tools tools, Path corpus, Path directory) {
        this.tools = tools;
        this.corpus = corpus;
        this.directory = directory;
    }

    @Override
    public Closeable open() throws IOException {
        ServedCorpus.restore(tools, corpus, directory);
        String url = LocalServer.freeUrl();
        try (LocalServer server = LocalServer.start(tools, directory, url, LAGGING);
                HttpClient client = HttpClient.newHttpClient()) {
            write(client, server, keys(url));
        }
        long behind = DirectoryAssessor.assess(directory, Progress.NONE)
                .tail()
                .map(tail -> tail.committed().count() + tail.maybe().count())
                .orElse(0L);
        if (behind < ENTRIES) {
            throw new IOException("the database lacks only " + behind + " entries");
        }
        return () -> DirectoryTree.delete(directory);
    }

    private List<String> keys(String url) throws IOException {
        return ChildProcess.run(List.of(tools.etcdctl().toString(), "--endpoints=" + url, "get", "", "--from-key",
                "--keys-only", "--limit=" + ENTRIES / 2)).lines().filter(line -> !line.isEmpty()).toList();
    }

    private static void write(HttpClient client, LocalServer server, List<String> keys) throws IOException {
        Deque<CompletableFuture<HttpResponse<String>>> running = new ArrayDeque<>();
        for (int i = 0; i < ENTRIES; i++) {
            String key = i % 2 == 0 ? keys.get(i / 2 % keys.size()) : "/benchmark/" + i;
            running.add(client.sendAsync(put(server, key), BodyHandlers.ofString()));
            if (running.size() == AT_ONCE) {
                check(running.remove());
            }
        }
        while (!running.isEmpty()) {
            check(running.remove());
        }
    }

    private static HttpRequest put(LocalServer server, String key) {
        Base64.Encoder base64 = Base64.getEncoder();
        String value = base64.encodeToString(key.repeat(VALUE / key.length() + 1).substring(0, VALUE).getBytes(UTF_8));
        return HttpRequest.newBuilder(server.gateway("/v3/kv/put"))
                .POST(BodyPublishers.ofString("{\"key\":\"" + base64.encodeToString(key.getBytes(UTF_8))
                        + "\",\"value\":\"" + value + "\"}"))
                .build();
    }

    private static void check(CompletableFuture<HttpResponse<String>> answer) throws IOException {
        try {
            int status = answer.get().statusCode();
            if (status != 200) {
                throw new IOException("the server answers a put with status " + status);
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
