package org.etcdrecovery.console.step.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.step.snapshot.StoredSave.Stored;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.probe.Prober.Scope;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.objects.TestBuckets;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.ObjectStorage;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of a real member that is saved into object storage. */
class StoredSaveTest {
    private static final String ADDRESS = "s3://etcd-backups/prod/a.db";

    @TempDir
    private Path directory;

    private final Recovery recovery = new Recovery(RunKind.SAVE, TestTools.NOW);
    private final SnapshotViewModel model = new SnapshotViewModel(recovery, TestTools.direct());

    @Test
    void judgesTheSnapshotThenUploadsItWithItsManifest() throws IOException {
        try (ObjectStorage storage = ObjectStorage.moto(directory.resolve("moto.log"));
                RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            StoreSettings settings = TestBuckets.settings(storage.endpoint());
            TestBuckets.create(settings, "etcd-backups");
            ask(cluster.members().getFirst().member().clientUrl().toString());
            model.target().set(ADDRESS);
            type(Field.ENDPOINT, storage.endpoint().toString());
            type(Field.ACCESS_KEY, ObjectStorage.ACCESS_KEY);
            type(Field.SECRET_KEY, ObjectStorage.SECRET_KEY);
            assertThat(model.outline().commands()).extracting(Command::text)
                    .containsExactly("export AWS_ENDPOINT_URL=" + storage.endpoint(),
                            "etcd-recovery snapshot save " + ADDRESS + " \\\n  --endpoints "
                                    + cluster.members().getFirst().member().clientUrl());

            model.outline().primary().fire();

            assertThat(model.failed().get()).isEmpty();
            Stored stored = model.store().now().orElseThrow();
            assertThat(stored.saved().inspection().verdict()).isEqualTo(Verdict.RESTORABLE);
            assertThat(stored.findings()).as("moto has no TLS").isNotEmpty();
            assertThat(StoreListing.of(new Bucket("etcd-backups", "prod/"), settings, Progress.NONE).snapshots())
                    .singleElement()
                    .extracting(StoredSnapshot::standing)
                    .isEqualTo(StoredSnapshot.Standing.RESTORABLE);
            SnapshotChoice works = recovery.snapshot().get().orElseThrow();
            assertThat(works.shown()).isEqualTo(ADDRESS);
            assertThat(works.source()).isEqualTo(SourceKind.ENDPOINTS);
            assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Inspect");
            assertThat(model.repeat().to().get()).isEqualTo("s3://etcd-backups/prod/");
            assertThat(model.outline().commands()).extracting(Command::text)
                    .allMatch(text -> text.contains("--store-endpoint " + storage.endpoint()));

            model.save();

            assertThat(model.failed().get().orElseThrow().what()).as("nothing is replaced").contains("exists already");
        }
    }

    @Test
    void needsANameInABucket() throws IOException {
        model.target().set("s3://etcd-backups/prod/");
        assertThat(model.problem().get()).contains("Add a file name");
        model.target().set("s3://");
        assertThat(model.problem().get()).contains("bucket");
        assertThat(model.store().now()).isEmpty();
    }

    private void ask(String url) throws IOException {
        ConnectionSettings how = ConnectionSettings.of(List.of(Endpoint.parse(url, false)));
        ProbeReport report = Prober.probe(new Contacts(how), Scope.NAMED, _ -> {}, Progress.NONE);
        recovery.oldCluster().asking(how);
        recovery.askedMembers(report, QuorumAssessor.assess(report, how));
    }

    private void type(Field field, String text) {
        model.store().save().fields().value(field).set(text);
    }
}
