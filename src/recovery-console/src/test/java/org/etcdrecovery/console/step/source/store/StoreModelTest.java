package org.etcdrecovery.console.step.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.SnapshotFolder;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.shell.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is listed, and a snapshot that is chosen in it. */
class StoreModelTest {
    private static final String SECRET = "the-secret-key";

    private final StepTools tools = TestTools.direct();
    private final StoreModel model = new StoreModel(tools, new Activity());

    @TempDir
    private Path directory;

    private void type(Field field, String text) {
        model.fields().value(field).set(text);
    }

    private String chosen() {
        return model.chosen().get().map(StoreRow::name).orElse("");
    }

    @Test
    void takesTheNewestThatItsManifestCallsRestorable() throws IOException {
        SnapshotFolder folder = new SnapshotFolder(directory);
        folder.stub("broken.db", TestTools.NOW, "DAMAGED");
        folder.stub("new.db", TestTools.NOW.minus(Duration.ofHours(1)), "RESTORABLE");
        folder.stub("old.db.zst", TestTools.NOW.minus(Duration.ofHours(2)), "RESTORABLE_WITH_CARE");
        type(Field.ADDRESS, directory.toString());

        model.list();

        assertThat(model.rows()).extracting(StoreRow::name).containsExactly("broken.db", "new.db", "old.db.zst");
        assertThat(model.rows()).extracting(StoreRow::verdict).containsExactly("Damaged", "Restorable", "with care");
        assertThat(model.rows()).extracting(StoreRow::tone).containsExactly(Tone.DANGER, Tone.SUCCESS, Tone.WARNING);
        assertThat(model.rows()).extracting(StoreRow::madeBy)
                .containsExactly("this console", "this console", "this console, zst");
        assertThat(model.rows().get(1).taken()).isEqualTo("today 21:00");
        assertThat(model.rows().get(1).revision()).isEqualTo(Quantities.number(485_198));
        assertThat(chosen()).isEqualTo("new.db");
        assertThat(model.listed()
                .get()
                .orElseThrow()
                .newerThan(model.chosen().get().orElseThrow().snapshot().orElseThrow()))
                .isEqualTo(1);
        assertThat(model.choice()).contains(SnapshotChoice.inFolder(directory.resolve("new.db")));
        assertThat(model.commands()).extracting(Command::text)
                .containsExactly("etcd-recovery store list " + directory,
                        "etcd-recovery snapshot verify " + directory.resolve("new.db"));
    }

    @Test
    void showsAGapWhereItIs() throws IOException {
        SnapshotFolder folder = new SnapshotFolder(directory);
        for (int hour : new int[]{0, 1, 6, 7, 8, 9}) {
            folder.stub("h" + hour + ".db", TestTools.NOW.minus(Duration.ofHours(hour)), "RESTORABLE");
        }
        type(Field.ADDRESS, directory.toString());

        model.list();

        assertThat(model.rows()).extracting(StoreRow::name)
                .containsExactly("h0.db", "h1.db", "no snapshot for %s, before that one every %s".formatted(
                        Quantities.span(Duration.ofHours(5)), Quantities.span(Duration.ofHours(1))), "h6.db", "h7.db",
                        "h8.db", "h9.db");
        assertThat(model.rows().get(2).isGap()).isTrue();
        assertThat(model.findings()).as("gaps are between the rows").isEmpty();
    }

    @Test
    void doesNotCallAnythingRestorableThatNoManifestDoes() throws IOException {
        SnapshotFolder folder = new SnapshotFolder(directory);
        folder.other("snapshot.db");
        folder.other("etcd-snapshot-cp1-1764201600.zip");
        folder.other("Incr-00471902-00471999-1764158700.gz");
        type(Field.ADDRESS, directory.toString());

        model.list();

        assertThat(model.chosen().get()).isEmpty();
        assertThat(model.rows()).extracting(StoreRow::verdict)
                .containsExactlyInAnyOrder("incomplete or foreign", "not judged", "changes only");
        model.chosen().set(model.rows().stream().filter(row -> row.verdict().equals("changes only")).findFirst());
        assertThat(model.uselessness()).isNotEmpty();
    }

    @Test
    void aListIsOldOnceSomethingElseIsTyped() throws IOException {
        new SnapshotFolder(directory).stub("a.db", TestTools.NOW, "RESTORABLE");
        type(Field.ADDRESS, directory.toString());
        model.list();
        assertThat(model.isCurrent()).isTrue();

        type(Field.ADDRESS, directory.resolve("other").toString());

        assertThat(model.isCurrent()).isFalse();
        assertThat(model.choice()).isEmpty();
        model.list();
        assertThat(model.failed().get().orElseThrow().what()).contains("other");
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void blamesTheEndpointThatNothingListensOn() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        type(Field.ADDRESS, "s3://etcd-backups/prod/");
        type(Field.ENDPOINT, "http://127.0.0.1:" + port);
        type(Field.ACCESS_KEY, "operator");
        type(Field.SECRET_KEY, SECRET);

        model.list();

        assertThat(model.failed().get().orElseThrow().what()).contains("cannot be reached").doesNotContain(SECRET);
        assertThat(model.failed().get().orElseThrow().details()).isNotEmpty().doesNotContain(SECRET);
        assertThat(model.fields().problem(Field.ENDPOINT).get()).isNotEmpty();
        type(Field.ENDPOINT, "http://127.0.0.1:1");
        assertThat(model.fields().problem(Field.ENDPOINT).get()).as("it was about the other one").isEmpty();
    }

    @Test
    void credentialsStayInMemoryAndWithTheirStore() {
        type(Field.ADDRESS, "s3://etcd-backups/prod/");
        type(Field.ENDPOINT, "https://one.example.org");
        type(Field.ACCESS_KEY, "operator");
        assertThat(model.reason()).isNotEmpty();
        assertThat(model.fields().problem(Field.SECRET_KEY).get()).isNotEmpty();
        type(Field.SECRET_KEY, SECRET);
        StorePlace form = model.fields().form();
        tools.stores().logIn(form, model.fields().credentials());

        assertThat(form.toString()).doesNotContain(SECRET).doesNotContain("operator");
        assertThat(model.commands()).allSatisfy(command -> assertThat(command.toString()).doesNotContain(SECRET)
                .contains("--store-endpoint https://one.example.org")
                .contains("AWS_SECRET_ACCESS_KEY"));
        assertThat(tools.stores().typed(form)).isPresent();
        assertThat(tools.stores().typed(new StorePlace("s3://other/", "https://two.example.org", "", false, "")))
                .isEmpty();
        model.fields().fill(new StorePlace("s3://other/", "https://two.example.org", "", false, ""));
        assertThat(model.fields().credentials()).isEmpty();
    }

    @Test
    void theQueryOfAUrlIsNeitherShownNorSaved() {
        String url = "http://127.0.0.1:1/snapshots/a.db?X-Amz-Signature=" + SECRET;
        type(Field.ADDRESS, url);

        assertThat(model.isUrl()).isTrue();
        assertThat(model.fields().form().toString()).doesNotContain(SECRET);
        SnapshotChoice choice = model.choice().orElseThrow();
        assertThat(choice.toString()).doesNotContain(SECRET);
        assertThat(choice.source()).isEqualTo(SourceKind.STORE);
        assertThat(choice.file()).hasToString("a.db");
        assertThat(model.commands()).singleElement()
                .satisfies(command -> assertThat(command.toString()).doesNotContain(SECRET).contains("$SNAPSHOT_URL"));
        assertThat(model.findings()).singleElement()
                .satisfies(finding -> assertThat(finding.code().text()).isEqualTo("store.tls-off"));
        model.fetch(_ -> {});
        assertThat(model.failed().get().orElseThrow().toString()).doesNotContain(SECRET);
    }

    @Test
    void keepsProfilesWithoutCredentials() {
        type(Field.ADDRESS, "s3://etcd-backups/prod/");
        type(Field.ENDPOINT, "https://one.example.org");
        type(Field.ACCESS_KEY, "operator");
        type(Field.SECRET_KEY, SECRET);
        model.profiles().name().set("backups");
        model.profiles().save();
        model.fields().fill(StorePlace.EMPTY);
        assertThat(model.profiles().current()).isEmpty();

        model.profiles().choose("backups");

        assertThat(model.fields().form().address()).isEqualTo("s3://etcd-backups/prod/");
        assertThat(model.profiles().current()).contains("backups");
        assertThat(tools.memory().settings().get().toString()).doesNotContain(SECRET).doesNotContain("operator");
        model.profiles().delete("backups");
        assertThat(model.profiles().names().getValue()).isEmpty();
    }

    @Test
    void saysWhatIsUnderWayAndCanBeStopped() throws IOException {
        new SnapshotFolder(directory).stub("a.db", TestTools.NOW, "RESTORABLE");
        HeldTaskRunner held = new HeldTaskRunner();
        Activity activity = new Activity();
        StoreModel slow = new StoreModel(TestTools.with(held, new FakeDialogs()), activity);
        slow.fields().value(Field.ADDRESS).set(directory.toString());
        slow.list();
        assertThat(slow.work().get()).isEqualTo(StoreWork.LISTING);

        activity.cancel();
        held.release();

        assertThat(slow.work().get()).isEqualTo(StoreWork.NONE);
        assertThat(slow.failed().get()).hasValueSatisfying(why -> assertThat(why.cancelled()).isTrue());
        assertThat(slow.listed().get()).isEqualTo(Optional.empty());
    }
}
