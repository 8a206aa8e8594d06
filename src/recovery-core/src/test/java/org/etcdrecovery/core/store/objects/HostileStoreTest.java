package org.etcdrecovery.core.store.objects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.testing.HostileConnection;
import org.etcdrecovery.core.testing.HostileServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores and web servers that refuse, stall, break off, lie, or change an object while it is read. */
class HostileStoreTest {
    private static final String CONTENT = "0123456789".repeat(1000);
    private static final Duration PATIENCE = Duration.ofMillis(700);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"403, SignatureDoesNotMatch, WRONG_SECRET", "403, InvalidAccessKeyId, UNKNOWN_KEY",
            "403, AccessDenied, DENIED", "403, RequestTimeTooSkewed, CLOCK", "400, ExpiredToken, EXPIRED",
            "400, AuthorizationHeaderMalformed, REGION", "404, NoSuchBucket, NOT_FOUND", "404, NoSuchKey, NOT_FOUND",
            "503, SlowDown, UNAVAILABLE", "500, InternalError, UNAVAILABLE", "418, Teapot, OTHER",
            "501, NotImplemented, UNSUPPORTED"})
    void eachAnswerOfAStoreIsOneSentence(int status, String code, Reason reason) throws IOException {
        String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>FORGED\nline</Message></Error>";
        try (HostileServer server = HostileServer.start(connection -> {
            while (true) {
                connection.readRequest();
                connection.send("HTTP/1.1 " + status + " X\r\nContent-Type: application/xml\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
            }
        });
                ObjectStore store = new BucketStore(new Bucket("bucket", ""),
                        TestBuckets.settings(url(server, ""), "secret", Duration.ofMinutes(1)))) {
            assertThatThrownBy(() -> store.list(true, Progress.NONE))
                    .isInstanceOfSatisfying(StoreException.class, e -> {
                        assertThat(e.reason()).isEqualTo(reason);
                        assertThat(e.getMessage()).startsWith("s3://bucket/")
                                .contains(code)
                                .doesNotContain("\n", "FORGED");
                    });
            assertThatThrownBy(() -> fetch(store, "snapshot.db")).isInstanceOfSatisfying(StoreException.class,
                    e -> assertThat(e.reason()).isEqualTo(reason));
            assertThatThrownBy(() -> upload(store)).isInstanceOfSatisfying(StoreException.class,
                    e -> assertThat(e.reason()).isEqualTo(reason));
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"403, DENIED", "404, NOT_FOUND", "410, NOT_FOUND", "500, UNAVAILABLE", "503, UNAVAILABLE",
            "418, OTHER", "401, DENIED"})
    void eachAnswerOfAWebServerIsOneSentence(int status, Reason reason) throws IOException {
        try (HostileServer server = HostileServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertFails(server, reason, "/snapshot.db?***");
        }
    }

    @Test
    void anExpiredUrlIsNamed() throws IOException {
        String body = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
        try (HostileServer server = HostileServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 403 X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        })) {
            assertFails(server, Reason.EXPIRED, "the URL has expired");
        }
    }

    @Test
    void aBrokenConnectionGoesOnWhereItBroke() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (HostileServer server = HostileServer.start(connection -> {
            int number = connections.getAndIncrement();
            connection.readRequest();
            int from = number * 3000;
            int end = Math.min(CONTENT.length(), from + 3000);
            if (from == 0) {
                connection.head(CONTENT.length(), "ETag: \"a\"");
            } else {
                connection.send(partial("bytes " + from + "-" + (CONTENT.length() - 1) + "/" + CONTENT.length(),
                        CONTENT.length() - from));
            }
            connection.send(CONTENT.substring(from, end));
        })) {
            assertThat(fetched(server)).isEqualTo(CONTENT);
            assertThat(connections).hasValue(4);
        }
    }

    @Test
    void whatChangedMeanwhileIsNotPutTogether() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (HostileServer server = HostileServer.start(connection -> {
            connection.readRequest();
            connection.head(CONTENT.length(), "ETag: \"" + connections.getAndIncrement() + "\"");
            connection.send(CONTENT.substring(0, 5000));
        })) {
            assertFails(server, Reason.CHANGED, "changed while it was read");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ETag: W/\"a\""})
    void withoutATagABrokenConnectionIsTheEnd(String tag) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (HostileServer server = HostileServer.start(connection -> {
            connections.getAndIncrement();
            connection.readRequest();
            connection.head(CONTENT.length(), Stream.of(tag).filter(text -> !text.isEmpty()).toArray(String[]::new));
            connection.send(CONTENT.substring(0, 5000));
        })) {
            assertFails(server, Reason.CUT_SHORT, "after 5000 of 10000 bytes");
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void aConnectionThatAlwaysBreaksIsGivenUp() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (HostileServer server = HostileServer.start(connection -> {
            connections.getAndIncrement();
            connection.readRequest();
            connection.send(partial("bytes 0-9999/10000", 10_000)).reset();
        })) {
            assertFails(server, Reason.CUT_SHORT, "after 0");
            assertThat(connections).hasValueGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void aTransferThatStallsEnds() throws IOException {
        try (HostileServer server = HostileServer.start(connection -> {
            connection.readRequest();
            connection.head(CONTENT.length(), "ETag: \"a\"").send(CONTENT.substring(0, 100)).hold();
        })) {
            assertFails(server, Reason.STALLED, "after 100 bytes");
        }
    }

    @Test
    void aStoreThatStallsEndsTheRun() throws IOException {
        try (HostileServer server = HostileServer.start(HostileConnection::hold);
                ObjectStore store = store(server)) {
            assertThatThrownBy(() -> store.list(true, Progress.NONE)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> fetch(store, "snapshot.db")).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> upload(store)).isInstanceOf(StoreException.class);
        }
        assertNothingIsLeft();
    }

    @Test
    void cancellingDoesNotWaitForAStoreThatHangs() throws Exception {
        try (HostileServer server = HostileServer.start(HostileConnection::hold);
                ObjectStore store = new BucketStore(new Bucket("bucket", ""),
                        TestBuckets.settings(url(server, ""), "secret", Duration.ofHours(1)))) {
            Cancellation cancellation = new Cancellation();
            Thread.ofVirtual().start(cancellation::cancel);

            assertThatThrownBy(() -> store.list(true, cancellation.guard(Progress.NONE)))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void moreThanAnnouncedIsRefused() throws IOException {
        try (HostileServer server = HostileServer.start(connection -> {
            connection.readRequest();
            connection.send(partial("bytes 0-9/10", 10_000) + CONTENT);
        })) {
            assertFails(server, Reason.TOO_LARGE, "more arrives than the store announced, 10 bytes");
        }
        try (HostileServer server = HostileServer.start(connection -> {
            connection.readRequest();
            connection.head(Long.MAX_VALUE).endless(new byte[1 << 20]);
        })) {
            assertFails(server, Reason.TOO_LARGE, "more than any etcd database");
        }
    }

    @Test
    void nothingThatListensIsOneSentence() throws IOException {
        HostileServer server = HostileServer.start(HostileConnection::hold);
        server.close();

        assertFails(server, Reason.UNREACHABLE, "nothing accepts a connection there");
        try (ObjectStore store = store(server)) {
            assertThatThrownBy(() -> store.list(true, Progress.NONE))
                    .isInstanceOfSatisfying(StoreException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
        }
    }

    private static String partial(String range, int length) {
        return "HTTP/1.1 206 X\r\nETag: \"a\"\r\nContent-Range: " + range + "\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private void assertFails(HostileServer server, Reason reason, String words) throws IOException {
        assertThatThrownBy(() -> fetched(server)).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
            assertThat(e.getMessage()).contains(words).doesNotContain("secret");
        });
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.filter(file -> !file.endsWith("upload"))).isEmpty();
        }
    }

    private String fetched(HostileServer server) throws IOException {
        StoreSettings settings = new StoreSettings(Optional.empty(), Optional.empty(), false, Optional.empty(),
                Optional.empty(), PATIENCE, PartLimits.OF_S3);
        try (ScratchDirectory scratch = Scratch.in(directory).create();
                WebObject object = new WebObject(new Web(url(server, "/snapshot.db?secret=1")), settings)) {
            Path file = new Download(object, PATIENCE, Duration.ofMillis(1)).into(scratch, "x", Progress.NONE).file();
            return Files.readString(file, ISO_8859_1);
        }
    }

    private void fetch(ObjectStore store, String name) throws IOException {
        try (ScratchDirectory scratch = Scratch.in(directory).create()) {
            store.fetch(name, scratch, Progress.NONE);
        }
    }

    private void upload(ObjectStore store) throws IOException {
        Path file = Files.writeString(directory.resolve("upload"), CONTENT);
        store.put("snapshot.db", file, Digests.sha256Of(file, Progress.NONE), Progress.NONE);
    }

    private static ObjectStore store(HostileServer server) throws StoreException {
        return new BucketStore(new Bucket("bucket", ""), TestBuckets.settings(url(server, ""), "secret", PATIENCE));
    }

    private static URI url(HostileServer server, String path) {
        return URI.create("http://" + server.endpoint().authority() + path);
    }
}
