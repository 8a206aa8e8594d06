package org.etcdrecovery.core.store.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.TestAuthority;
import org.etcdrecovery.core.cluster.connect.TestAuthority.Issued;
import org.etcdrecovery.core.cluster.connect.TestAuthority.KeyForm;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.testing.ObjectStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with TLS and a CA of its own. */
class StoreTlsTest {
    @TempDir
    private Path directory;

    private TestAuthority authority;

    @BeforeEach
    void createAuthority() throws Exception {
        authority = new TestAuthority(directory, "ca");
    }

    @Test
    void theCaFileDecidesWhomToTrust() throws Exception {
        try (ObjectStorage storage = start(authority.issue("store", KeyForm.PKCS8_EC, "127.0.0.1"))) {
            StoreSettings trusting = settings(storage, Optional.of(authority.certificate()));
            assertThat(trusting.tlsOff()).isFalse();
            TestBuckets.create(trusting, "backups");
            try (ObjectStore store = new BucketStore(new Bucket("backups", ""), trusting)) {
                assertThat(store.create("text", "x", Progress.NONE)).isPresent();
            }
            assertRefused(settings(storage, Optional.empty()));
            assertRefused(settings(storage, Optional.of(new TestAuthority(directory, "other").certificate())));
            assertThatThrownBy(() -> fetch(storage, settings(storage, Optional.empty())))
                    .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TLS));
            // Trusted, but without a signature.
            assertThatThrownBy(() -> fetch(storage, trusting)).isInstanceOfSatisfying(StoreException.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.DENIED));
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        try (ObjectStorage storage = start(authority.issueExpired("store", "127.0.0.1"))) {
            assertRefused(settings(storage, Optional.of(authority.certificate())));
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.pem"), "x");
        StoreSettings settings = new StoreSettings(Optional.empty(), Optional.empty(), false, Optional.of(file),
                Optional.empty());

        assertThatThrownBy(() -> BucketClients.of(settings)).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.SETTINGS);
            assertThat(e.getMessage()).contains("empty.pem", "holds no certificate");
        });
    }

    private ObjectStorage start(Issued issued) throws IOException {
        return ObjectStorage.versitygw(Files.createDirectory(directory.resolve("objects")), directory.resolve("log"),
                List.of(issued.certificate(), issued.key()));
    }

    private static StoreSettings settings(ObjectStorage storage, Optional<Path> ca) {
        StoreSettings plain = TestBuckets.settings(storage.endpoint());
        return new StoreSettings(plain.endpoint(), plain.region(), false, ca, plain.credentials());
    }

    private static void assertRefused(StoreSettings settings) {
        assertThatThrownBy(() -> {
            try (ObjectStore store = new BucketStore(new Bucket("backups", ""), settings)) {
                store.list(true, Progress.NONE);
            }
        }).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.TLS);
            assertThat(e.getMessage()).contains("the certificate of its server cannot be verified");
        });
    }

    private void fetch(ObjectStorage storage, StoreSettings settings) throws IOException {
        try (ScratchDirectory scratch = Scratch.in(directory).create()) {
            Stores.fetch(new Web(storage.endpoint().resolve("/backups/text")), settings, "x", scratch, Progress.NONE);
        }
    }
}
