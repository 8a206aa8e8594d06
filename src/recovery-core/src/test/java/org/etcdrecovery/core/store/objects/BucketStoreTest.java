package org.etcdrecovery.core.store.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.store.objects.StoreTraits.Known;
import org.etcdrecovery.core.testing.ObjectStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The same folder in a directory, in moto and in versitygw. */
class BucketStoreTest {
    @TempDir
    private Path directory;

    @Test
    void aDirectoryIsAStore() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("store"));

        check(new FolderStore(folder));
    }

    @Test
    void motoIsAStore() throws IOException {
        try (ObjectStorage storage = ObjectStorage.moto(directory.resolve("log"))) {
            StoreSettings settings = TestBuckets.settings(storage.endpoint());
            TestBuckets.create(settings, "backups");

            check(new BucketStore(new Bucket("backups", "prod/"), settings));
            checkTraits(settings);
        }
    }

    @Test
    void versitygwIsAStore() throws IOException {
        try (ObjectStorage storage = ObjectStorage.versitygw(Files.createDirectories(directory.resolve("store")),
                directory.resolve("log"), List.of())) {
            StoreSettings settings = TestBuckets.settings(storage.endpoint());
            TestBuckets.create(settings, "backups");

            check(new BucketStore(new Bucket("backups", "prod/"), settings));
            checkRefusals(settings);
        }
    }

    private void check(ObjectStore store) throws IOException {
        try (store) {
            assertThat(store.list(true, Progress.NONE)).isEmpty();
            assertThat(store.find("absent", Progress.NONE)).isEmpty();
            assertThat(store.text("absent", 10, Progress.NONE)).isEmpty();
            checkTexts(store);
            checkFile(store, 100_000);
            checkFile(store, 12_000_000);
            store.delete("file-100000", Progress.NONE);
            store.delete("file-100000", Progress.NONE);
            assertThat(store.list(true, Progress.NONE)).extracting(StoredObject::name)
                    .containsExactlyInAnyOrder("file-12000000", "lock");
            assertThat(store.find("file-1", Progress.NONE)).isEmpty();
        }
    }

    private static void checkTexts(ObjectStore store) throws IOException {
        Optional<String> tag = store.create("lock", "mine", Progress.NONE);
        assertThat(tag).isPresent();
        assertThat(store.create("lock", "yours", Progress.NONE)).isEmpty();
        assertThat(store.excludesOthers("lock", "mine", Progress.NONE)).isTrue();
        assertThat(store.text("lock", 4, Progress.NONE).orElseThrow().text()).isEqualTo("mine");
        assertThat(store.text("lock", 3, Progress.NONE)).isEmpty();
        assertThat(store.replace("lock", "\"0123456789abcdef0123456789abcdef\"", "yours", Progress.NONE)).isEmpty();
        assertThat(store.text("lock", 10, Progress.NONE).orElseThrow().text()).isEqualTo("mine");
        assertThat(store.replace("lock", tag.get(), "yours", Progress.NONE)).isPresent();
        assertThat(store.replace("absent", tag.get(), "yours", Progress.NONE)).isEmpty();
        assertThat(store.text("lock", 10, Progress.NONE).orElseThrow().text()).isEqualTo("yours");
    }

    private void checkFile(ObjectStore store, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Path file = Files.write(directory.resolve("content"), content);
        String sha256 = Digests.sha256Of(file, Progress.NONE);
        String name = "file-" + size;

        store.put(name, file, sha256, Progress.NONE);

        assertThat(store.find(name, Progress.NONE).orElseThrow().size()).isEqualTo(size);
        try (ScratchDirectory scratch = Scratch.in(directory).create()) {
            ObjectStore.Fetched fetched = store.fetch(name, scratch, Progress.NONE);
            assertThat(fetched.file()).hasBinaryContent(content).hasFileName(name);
            assertThat(fetched.sha256()).isEqualTo(sha256);
        }
        assertThatThrownBy(() -> store.put(name, file, sha256, Progress.NONE))
                .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXISTS));
    }

    private static void checkTraits(StoreSettings settings) throws IOException {
        try (S3Client client = BucketClients.of(settings);
                ObjectStore store = new BucketStore(new Bucket("backups", ""), settings)) {
            assertThat(store.traits(Progress.NONE).versioned()).isEqualTo(Known.NO);
            assertThat(store.traits(Progress.NONE).open()).isEqualTo(Known.NO);
            assertThat(store.traits(Progress.NONE).tlsOff()).isTrue();
            client.putBucketVersioning(
                    request -> request.bucket("backups").versioningConfiguration(all -> all.status("Enabled")));
            assertThat(store.traits(Progress.NONE).versioned()).isEqualTo(Known.YES);
            client.createBucket(request -> request.bucket("open").acl("public-read"));
        }
        try (ObjectStore store = new BucketStore(new Bucket("open", ""), settings)) {
            assertThat(store.traits(Progress.NONE).open()).isEqualTo(Known.YES);
        }
    }

    private static void checkRefusals(StoreSettings settings) {
        StoreSettings wrongSecret = TestBuckets.settings(settings.endpoint().orElseThrow(), "wrong",
                Duration.ofSeconds(30));
        assertRefused(new Bucket("backups", ""), wrongSecret, Reason.WRONG_SECRET);
        StoreSettings unknownKey = new StoreSettings(settings.endpoint(), settings.region(), false, Optional.empty(),
                Optional.of(new StoreCredentials("unknown", ObjectStorage.SECRET_KEY, Optional.empty())));
        assertRefused(new Bucket("backups", ""), unknownKey, Reason.UNKNOWN_KEY);
        StoreSettings elsewhere = new StoreSettings(settings.endpoint(), Optional.of("eu-central-1"), false,
                Optional.empty(), settings.credentials());
        assertRefused(new Bucket("backups", ""), elsewhere, Reason.REGION);
        assertRefused(new Bucket("absent", ""), settings, Reason.NOT_FOUND);
    }

    private static void assertRefused(Bucket bucket, StoreSettings settings, Reason reason) {
        assertThatThrownBy(() -> {
            try (ObjectStore store = new BucketStore(bucket, settings)) {
                store.list(true, Progress.NONE);
            }
        }).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }
}
