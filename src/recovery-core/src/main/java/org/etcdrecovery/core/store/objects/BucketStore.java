package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The keys of a bucket that begin alike. */
final class BucketStore implements ObjectStore {
    private final Bucket folder;
    private final StoreSettings settings;
    private final S3Client client;

    /** @throws StoreException if the settings cannot be used */
    BucketStore(Bucket folder, StoreSettings settings) throws StoreException {
        this.folder = folder;
        this.settings = settings;
        this.client = BucketClients.of(settings);
    }

    @Override
    public String shown() {
        return folder.shown();
    }

    private String key(String name) {
        return folder.key() + name;
    }

    /** Asks the store, and explains what it answers instead of a result. */
    private <T> T ask(String subject, Callable<T> question, Progress progress) throws IOException {
        try (Work work = progress.begin(Stage.STORE, subject, -1)) {
            return new Watched(work, settings.stall(), subject).run(question);
        } catch (RuntimeException e) {
            throw BucketErrors.explained(subject, settings, e);
        }
    }

    @Override
    public List<StoredObject> list(boolean below, Progress progress) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListObjectsV2Response page = ask(shown(), () -> client.listObjectsV2(request -> request
                    .bucket(folder.bucket())
                    .prefix(folder.key())
                    .delimiter(below ? null : "/")
                    .continuationToken(from)), progress);
            for (S3Object each : page.contents()) {
                String name = each.key().substring(Math.min(each.key().length(), folder.key().length()));
                if (!name.isEmpty() && !name.endsWith("/")) {
                    found.add(object(name, each));
                }
            }
            if (found.size() > MOST_OBJECTS) {
                throw StoreException.tooMany(shown());
            }
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (token != null);
        return found;
    }

    private static StoredObject object(String name, S3Object each) {
        return new StoredObject(name, each.size(), each.lastModified(), Optional.ofNullable(each.eTag()));
    }

    /** By a list, because the answer to HEAD has no room for a reason. */
    @Override
    public Optional<StoredObject> find(String name, Progress progress) throws IOException {
        ListObjectsV2Response page = ask(shown() + name, () -> client.listObjectsV2(
                request -> request.bucket(folder.bucket()).prefix(key(name)).maxKeys(2)), progress);
        return page.contents()
                .stream()
                .filter(each -> each.key().equals(key(name)))
                .map(each -> object(name, each))
                .findFirst();
    }

    @Override
    public Optional<Text> text(String name, int limit, Progress progress) throws IOException {
        try {
            return ask(shown() + name, () -> {
                try (ResponseInputStream<GetObjectResponse> stream = client
                        .getObject(request -> request.bucket(folder.bucket()).key(key(name)))) {
                    byte[] bytes = stream.readNBytes(limit + 1);
                    if (bytes.length > limit) {
                        stream.abort();
                        return Optional.empty();
                    }
                    return Optional.of(new Text(new String(bytes, StandardCharsets.UTF_8), stream.response().eTag()));
                }
            }, progress);
        } catch (StoreException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Fetched fetch(String name, ScratchDirectory into, Progress progress) throws IOException {
        return new Download(new BucketObject(name), settings.stall(), Stores.PAUSE)
                .into(into, Path.of(name).getFileName().toString(), progress);
    }

    @Override
    public void put(String name, Path file, String sha256, Progress progress) throws IOException {
        String subject = shown() + name;
        if (find(name, progress).isPresent()) {
            throw StoreException.exists(subject);
        }
        new BucketUpload(client, folder.bucket(), key(name), subject, settings).put(file, sha256, progress);
    }

    @Override
    public Optional<String> create(String name, String text, Progress progress) throws IOException {
        if (find(name, progress).isPresent()) {
            return Optional.empty();
        }
        return putText(name, text, request -> request.ifNoneMatch("*"), progress);
    }

    @Override
    public Optional<String> replace(String name, String tag, String text, Progress progress) throws IOException {
        return putText(name, text, request -> request.ifMatch(tag), progress);
    }

    /** Adds a condition to a request. */
    @FunctionalInterface
    private interface Condition {
        void addTo(PutObjectRequest.Builder request);
    }

    private Optional<String> putText(String name, String text, Condition condition, Progress progress)
            throws IOException {
        PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(folder.bucket()).key(key(name));
        condition.addTo(request);
        try {
            return Optional.of(ask(shown() + name, () -> client.putObject(request.contentType("application/json")
                    .build(), RequestBody.fromString(text)), progress).eTag());
        } catch (StoreException e) {
            if (e.reason() == Reason.EXISTS || e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean excludesOthers(String name, String text, Progress progress) throws IOException {
        try {
            return putText(name, text, request -> request.ifNoneMatch("*"), progress).isEmpty();
        } catch (StoreException e) {
            if (e.reason() == Reason.UNSUPPORTED) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete(String name, Progress progress) throws IOException {
        ask(shown() + name, () -> client.deleteObject(request -> request.bucket(folder.bucket()).key(key(name))),
                progress);
    }

    @Override
    public StoreTraits traits(Progress progress) throws IOException {
        return ask(shown(), () -> BucketTraits.of(client, folder.bucket(), settings.tlsOff()), progress);
    }

    @Override
    public void close() {
        client.close();
    }

    /** An object for reading. */
    private final class BucketObject implements ReadableObject {
        private final String name;

        BucketObject(String name) {
            this.name = name;
        }

        @Override
        public String shown() {
            return folder.shown() + name;
        }

        @Override
        public ObjectStream open(long from, Optional<String> etag) throws IOException {
            ResponseInputStream<GetObjectResponse> stream;
            try {
                stream = client.getObject(request -> request.bucket(folder.bucket())
                        .key(key(name))
                        .range(from > 0 ? "bytes=" + from + "-" : null)
                        .ifMatch(etag.orElse(null)));
            } catch (RuntimeException e) {
                throw BucketErrors.explained(shown(), settings, e);
            }
            GetObjectResponse response = stream.response();
            boolean partial = response.contentRange() != null;
            return new ObjectStream(stream, partial ? from : 0,
                    OptionalLong.of(response.contentLength() + (partial ? from : 0)),
                    Optional.ofNullable(response.eTag()), stream::abort);
        }

        @Override
        public void close() {
            // The client is the store's.
        }
    }
}
