package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.text.Shown;

/** A file that a web server hands out. */
final class WebObject implements ReadableObject {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");
    private static final Pattern CODE = Pattern.compile("<Code>(\\w{1,60})</Code>");
    private static final int LONGEST_ERROR = 4096;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Web address;
    private final Duration patience;
    private final HttpClient client;

    /** @throws StoreException if the CA file cannot be used */
    WebObject(Web address, StoreSettings settings) throws StoreException {
        this.address = address;
        this.patience = settings.stall();
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .sslContext(TrustedCertificates.context(settings.caFile().orElse(null)))
                .build();
    }

    @Override
    public String shown() {
        return address.shown();
    }

    @Override
    public ObjectStream open(long from, Optional<String> etag) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.url()).timeout(patience).GET();
        if (from > 0 && etag.isPresent()) {
            request.header("Range", "bytes=" + from + "-").header("If-Range", etag.get());
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            StoreException explained = ConnectionFailures.explained(shown(), e);
            throw explained == null ? new BrokenConnectionException(e) : explained;
        }
        return switch (response.statusCode()) {
            case 200 -> new ObjectStream(response.body(), 0, length(response.headers()), tag(response.headers()),
                    response.body());
            case 206 -> partial(response);
            default -> throw refused(response);
        };
    }

    private ObjectStream partial(HttpResponse<InputStream> response) throws IOException {
        Matcher range = RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            response.body().close();
            throw new StoreException(Reason.OTHER, shown() + ": the server sends a part without saying which");
        }
        OptionalLong size = range.group(2).equals("*")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(range.group(2)));
        return new ObjectStream(response.body(), Long.parseLong(range.group(1)), size, tag(response.headers()),
                response.body());
    }

    private static OptionalLong length(HttpHeaders headers) {
        return headers.firstValueAsLong("Content-Length");
    }

    /** Only a strong tag promises the same bytes. */
    private static Optional<String> tag(HttpHeaders headers) {
        return headers.firstValue("ETag").filter(tag -> !tag.startsWith("W/"));
    }

    private StoreException refused(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        String error;
        try (InputStream body = response.body()) {
            error = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        }
        Matcher code = CODE.matcher(error);
        String stated = code.find() ? code.group(1) : "";
        String answer = "HTTP " + status + (stated.isEmpty() ? "" : ", " + Shown.name(stated));
        return switch (status) {
            case 404, 410 -> new StoreException(Reason.NOT_FOUND, shown() + ": the server has no such file (" + answer
                    + ")");
            case 400, 401, 403 -> stated.startsWith("Expired") || error.contains("expired")
                    ? new StoreException(Reason.EXPIRED, shown() + ": the URL has expired (" + answer
                            + "); have a new one made")
                    : new StoreException(Reason.DENIED, shown() + ": the server refuses it (" + answer
                            + "); a presigned URL must be complete, with everything after the question mark,"
                            + " and not older than it allows");
            case 416, 412 -> new StoreException(Reason.CHANGED, shown() + ": the file changed while it was read ("
                    + answer + "); try again");
            case 429, 500, 502, 503, 504 -> new StoreException(Reason.UNAVAILABLE, shown()
                    + ": the server cannot serve it now (" + answer + "); try again later");
            default -> new StoreException(Reason.OTHER, shown() + ": the server answers with " + answer);
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
