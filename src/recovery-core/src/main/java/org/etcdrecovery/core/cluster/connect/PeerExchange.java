package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One HTTP/1.1 request with limits on the time and the size of the whole answer. Java's own request timeout ends with
 * the headers, after which a body may take for ever.
 *
 * @param http     the client that sends it
 * @param endpoint where it goes
 * @param timeout  how long the whole exchange may take
 */
record PeerExchange(HttpClient http, Endpoint endpoint, Duration timeout) {
    /**
     * Gets a page.
     *
     * @throws AnswerTimeoutException     if the answer is not complete in time
     * @throws TooLargeException if it has more than {@link Limits#ANSWER} bytes
     * @throws IOException       if there is no answer
     */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url() + path)).build();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofString(), Limits.ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AnswerTimeoutException(path + " at its peer URL", timeout);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException failure(ExecutionException e) {
        if (String.valueOf(e.getMessage()).contains("body exceeds capacity")) {
            return new TooLargeException("a body of more than " + Limits.ANSWER + " bytes");
        }
        return e.getCause() instanceof IOException known ? known : new IOException(e);
    }
}
