package org.etcdrecovery.core.store.objects;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.etcdrecovery.core.testing.ObjectStorage;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets for tests. */
public final class TestBuckets {
    private TestBuckets() {}

    /** Settings for a server of the tests, with parts of 5 MiB from 6 MiB on. */
    public static StoreSettings settings(URI endpoint) {
        return settings(endpoint, ObjectStorage.SECRET_KEY, Duration.ofSeconds(30));
    }

    static StoreSettings settings(URI endpoint, String secret, Duration stall) {
        return new StoreSettings(Optional.of(endpoint), Optional.of("us-east-1"), false, Optional.empty(),
                Optional.of(new StoreCredentials(ObjectStorage.ACCESS_KEY, secret, Optional.empty())), stall,
                new PartLimits(6 << 20, 5 << 20));
    }

    /** Creates a bucket. */
    public static void create(StoreSettings settings, String bucket) throws StoreException {
        try (S3Client client = BucketClients.of(settings)) {
            client.createBucket(request -> request.bucket(bucket));
        }
    }
}
