package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import org.etcdrecovery.console.testing.SnapshotFolder;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.StoreCopy;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.objects.TestBuckets;
import org.etcdrecovery.core.testing.ObjectStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A robot that takes a snapshot out of a bucket, as an operator would. */
class StoreWayTest extends ConsoleTest {
    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    @Test
    void goesFromABucketToAnInspectedSnapshot() throws IOException, TimeoutException {
        try (ObjectStorage storage = ObjectStorage.moto(scratch.resolve("moto.log"))) {
            StoreSettings settings = TestBuckets.settings(storage.endpoint());
            TestBuckets.create(settings, "etcd-backups");
            SnapshotFolder snapshots = new SnapshotFolder(folder);
            upload(snapshots.sample("prod-new.db", TestTools.NOW, "RESTORABLE"), settings);
            upload(snapshots.stub("prod-old.db", TestTools.NOW.minusSeconds(60), "RESTORABLE"), settings);
            clickOn("#task-inspect");
            await(() -> lookup("#source-store").tryQuery().isPresent());
            clickOn("#source-store");
            type("#storeAddress", "s3://etcd-backups/prod");
            type("#storeEndpoint", storage.endpoint().toString());
            clickOn("#changeStore");
            type("#storeAccessKey", ObjectStorage.ACCESS_KEY);
            type("#storeSecretKey", ObjectStorage.SECRET_KEY);
            press("List");
            press("Download and inspect");
            await(() -> lookup("#verdict").tryQuery().isPresent());
            awaitPrimary("Recover from this snapshot");
            // Another thread writes the settings.
            await(() -> Files.exists(home.resolve("settings.json")));

            assertThat(Files.readString(home.resolve("settings.json"))).contains("s3://etcd-backups/prod/prod-new.db")
                    .contains(storage.endpoint().toString())
                    .doesNotContain(ObjectStorage.SECRET_KEY)
                    .doesNotContain(ObjectStorage.ACCESS_KEY);
        }
    }

    private void upload(Path file, StoreSettings settings) throws IOException {
        StoreCopy.copy(new StoreAddress.Folder(file),
                new StoreAddress.Bucket("etcd-backups", "prod/" + file.getFileName()), settings,
                Scratch.of(Map.of(Scratch.VARIABLE, scratch.toString())), Progress.NONE);
    }

    private void type(String field, String text) throws TimeoutException {
        await(() -> lookup(field).tryQuery().isPresent());
        doOnFx(() -> lookup(field).queryAs(TextInputControl.class).setText(text));
    }

    private void press(String primary) throws TimeoutException {
        awaitPrimary(primary);
        doOnFx(() -> lookup("#primaryAction").queryButton().fire());
    }

    private void awaitPrimary(String text) throws TimeoutException {
        await(() -> lookup("#primaryAction").tryQueryAs(Button.class)
                .filter(button -> button.getText().equals(text) && !button.isDisabled())
                .isPresent());
    }
}
