package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Writes one file into a bucket, in one request or in parts, and checks what the store then holds. */
final class BucketUpload {
    private static final String TYPE = "application/octet-stream";

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String subject;
    private final StoreSettings settings;
    private boolean conditional = true;

    BucketUpload(S3Client client, String bucket, String key, String subject, StoreSettings settings) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.subject = subject;
        this.settings = settings;
    }

    void put(Path file, String sha256, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            String expected = sent(source, progress);
            check(source.size(), expected, sha256, progress);
        }
    }

    /** @return the ETag that the object has if it is an MD5 */
    private String sent(ByteSource source, Progress progress) throws IOException {
        try {
            return send(source, progress);
        } catch (StoreException e) {
            if (!conditional || e.reason() != Reason.UNSUPPORTED) {
                throw e;
            }
            // The name was free a moment ago, and a store without conditional requests can say no more.
            conditional = false;
            return send(source, progress);
        }
    }

    private String send(ByteSource source, Progress progress) throws IOException {
        try (Work work = progress.begin(Stage.STORE_WRITE, subject, source.size())) {
            Watched watched = new Watched(work, settings.stall(), subject);
            return watched.run(() -> source.size() <= settings.limits().single()
                    ? whole(source, watched)
                    : inParts(source, watched));
        } catch (SdkException e) {
            throw BucketErrors.explained(subject, settings, e);
        }
    }

    private String whole(ByteSource source, Watched watched) {
        FilePart part = new FilePart(source, 0, source.size(), watched::moved);
        client.putObject(request -> request.bucket(bucket).key(key).ifNoneMatch(conditional ? "*" : null),
                RequestBody.fromContentProvider(part::open, source.size(), TYPE));
        return HexFormat.of().formatHex(part.md5());
    }

    private String inParts(ByteSource source, Watched watched) {
        String upload = client.createMultipartUpload(request -> request.bucket(bucket).key(key).contentType(TYPE))
                .uploadId();
        try {
            MessageDigest digests = Digests.md5();
            List<CompletedPart> parts = new ArrayList<>();
            long length = settings.limits().partOf(source.size());
            for (long from = 0; from < source.size(); from += length) {
                FilePart part = new FilePart(source, from, Math.min(length, source.size() - from), watched::moved);
                int number = parts.size() + 1;
                String tag = client.uploadPart(
                        request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromContentProvider(part::open, part.length(), TYPE)).eTag();
                digests.update(part.md5());
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            client.completeMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .ifNoneMatch(conditional ? "*" : null)
                    .multipartUpload(all -> all.parts(parts)));
            return HexFormat.of().formatHex(digests.digest()) + "-" + parts.size();
        } catch (RuntimeException e) {
            abort(upload, e);
            throw e;
        }
    }

    /** Parts of an upload that is never completed cost money and are in no list. */
    private void abort(String upload, RuntimeException cause) {
        // The thread may have been interrupted to end the upload.
        boolean interrupted = Thread.interrupted();
        try {
            client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            cause.addSuppressed(e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(long size, String expected, String sha256, Progress progress) throws IOException {
        boolean same;
        try (Work work = progress.begin(Stage.STORE, subject, -1)) {
            same = new Watched(work, settings.stall(), subject).run(() -> {
                var head = client.headObject(request -> request.bucket(bucket).key(key));
                String tag = Optional.ofNullable(head.eTag()).orElse("").replace("\"", "");
                return head.contentLength() == size && tag.equals(expected);
            }) || readBack(size, sha256, progress);
        } catch (SdkException e) {
            throw BucketErrors.explained(subject, settings, e);
        }
        if (!same) {
            client.deleteObject(request -> request.bucket(bucket).key(key));
            throw new StoreException(Reason.DIFFERS,
                    subject + ": the store holds something else than what was sent, so it was removed; try again");
        }
    }

    /** Where the ETag is no MD5, as with server-side encryption by KMS, only the bytes themselves tell. */
    private boolean readBack(long size, String sha256, Progress progress) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (Work work = progress.begin(Stage.FETCH, subject, size)) {
            Watched watched = new Watched(work, settings.stall(), subject);
            return watched.run(() -> {
                try (ResponseInputStream<GetObjectResponse> stream = client
                        .getObject(request -> request.bucket(bucket).key(key))) {
                    byte[] block = new byte[128 << 10];
                    for (int count = stream.read(block); count >= 0; count = stream.read(block)) {
                        digest.update(block, 0, count);
                        watched.moved(count);
                    }
                }
                return HexFormat.of().formatHex(digest.digest()).equals(sha256);
            });
        }
    }
}
