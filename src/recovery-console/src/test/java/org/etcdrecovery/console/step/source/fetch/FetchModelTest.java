package org.etcdrecovery.console.step.source.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.console.deliver.FetchDoor;
import org.etcdrecovery.console.deliver.ProfileHosts;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.FetchForm;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.settings.Profile;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.source.fetch.FetchRow.State;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.deliver.Fetch;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchModelTest {
    @TempDir
    Path directory;

    private final List<Path> fetched = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private FetchModel model(FetchDoor door) {
        FetchModel model = new FetchModel(TestTools.direct(), door, new Activity(), fetched::addAll);
        model.into().set(directory.toString());
        return model;
    }

    private Fetch.Result here(Fetch.Request request, Map<String, String> keys, Progress progress) {
        asked.add(request.name());
        return new Fetch.Result(request.out().resolve(request.name() + ".etcd"), Optional.empty(), 5, 64_000_000, 0);
    }

    @Test
    void fetchesEachAndHandsThemOn() {
        FetchModel model = model(this::here);
        model.members().set("m1=ssh://root@a/var/lib/etcd, m=2=ssh://b:22/d");
        model.fetch();
        assertThat(fetched).containsExactly(directory.resolve("m1.etcd"), directory.resolve("m=2.etcd"));
        assertThat(model.rows()).allSatisfy(row -> {
            assertThat(row.status().get().state()).isEqualTo(State.FETCHED);
            assertThat(row.status().get().words()).matches("64.MB in 5 files, SHA-256 compared");
        });
        model.members().set("m1=ssh://root@a/var/lib/etcd, m3=ssh://c/d");
        model.fetch();
        assertThat(asked).as("only what is missing").containsExactly("m1", "m=2", "m3");
    }

    @Test
    void saysWhatIsWrongWithWhatIsTyped() {
        FetchModel model = model(this::here);
        for (String wrong : List.of("", "m1", "m1=etcd-a", "=ssh://a/d", "m1=ssh://a/d,m1=ssh://b/d",
                "m1=ssh://u:secret@a/d", "m1=ssh://a/../d", "a/b=ssh://a/d")) {
            model.members().set(wrong);
            model.fetch();
            assertThat(model.problem().get()).as(wrong).isNotEmpty().doesNotContain("secret");
        }
        model.members().set("m1=ssh://a/d");
        assertThat(model.problem().get()).isEmpty();
        model.into().set(" ");
        model.fetch();
        assertThat(model.intoProblem().get()).isEqualTo("Enter a directory");
        assertThat(asked).isEmpty();
    }

    @Test
    void oneThatIsThereDoesNotKeepTheOthersFromComing() {
        FetchModel model = model((request, keys, progress) -> {
            if (request.name().equals("m1")) {
                throw new FileAlreadyExistsException("/into/m1.etcd");
            }
            return here(request, keys, progress);
        });
        model.members().set("m1=ssh://a/d,m2=ssh://b/d");
        model.fetch();
        assertThat(model.rows().getFirst().status().get().words()).startsWith("/into/m1.etcd is there already");
        assertThat(fetched).hasSize(1);
    }

    @Test
    void aStopKeepsWhatWasReceived() {
        FetchModel model = model((_, _, _) -> {
            throw new CancellationException();
        });
        model.members().set("m1=ssh://a/d");
        model.fetch();
        assertThat(model.failed().get().orElseThrow().what()).contains("next run goes on");
        assertThat(model.rows().getFirst().status().get().state()).isEqualTo(State.WAITING);
        assertThat(model.running().get()).isFalse();
    }

    @Test
    void remembersWhatWasTyped() {
        FetchModel model = new FetchModel(TestTools.direct(), this::here, new Activity(), fetched::addAll);
        assertThat(model.typed()).isEmpty();
        model.fill(new FetchForm("m1=ssh://a/d", "m1=/wal", "/into"));
        assertThat(model.open().get()).isTrue();
        assertThat(model.typed()).contains(new FetchForm("m1=ssh://a/d", "m1=/wal", "/into"));
    }

    @Test
    void aSeparateLogIsFetchedToo() {
        List<Fetch.Request> requests = new ArrayList<>();
        FetchModel model = model((request, keys, progress) -> {
            requests.add(request);
            return here(request, keys, progress);
        });
        model.members().set("m1=ssh://a/d, m2=ssh://b/d");
        for (String wrong : List.of("m1", "/wal", "m3=/wal", "m1=wal")) {
            model.walDirs().set(wrong);
            model.fetch();
            assertThat(model.walProblem().get()).as(wrong).isNotEmpty();
        }
        assertThat(requests).isEmpty();
        model.walDirs().set("m2=/var/lib/wal");
        assertThat(model.walProblem().get()).isEmpty();
        model.fetch();
        assertThat(requests).extracting(Fetch.Request::walDir)
                .containsExactly(Optional.empty(), Optional.of("/var/lib/wal"));
    }

    @Test
    void offersWhereTheProfileKnowsTheMembers() {
        StepTools tools = TestTools.direct();
        tools.memory()
                .update(settings -> settings.withProfile(new Profile("prod", ConnectionForm.EMPTY, Map.of("m2",
                        new MemberHost("root@b:22", "/d", "/wal", "SYSTEMD", "etcd.service"), "m1",
                        new MemberHost("a", "/d", "", "SYSTEMD", "etcd.service")))));
        FetchModel model = new FetchModel(tools, new Activity(), fetched::addAll,
                new ProfileHosts(tools.memory(), () -> Optional.of("prod")));
        assertThat(model.members().get()).isEmpty();
        model.open().set(true);
        assertThat(model.members().get()).isEqualTo("m1=ssh://a/d, m2=ssh://root@b:22/d");
        assertThat(model.walDirs().get()).isEqualTo("m2=/wal");
    }

    @Test
    void aRealHostIsReadAndItsUnknownKeyAskedFor() throws IOException {
        ThreeHosts hosts = ThreeHosts.shared();
        Path config = Files.writeString(directory.resolve("config"), Files.readString(hosts.sshConfig())
                .replaceAll("UserKnownHostsFile .*", "UserKnownHostsFile " + directory.resolve("known")));
        Files.createDirectories(hosts.hosts().getFirst().mnt().resolve("fetched/member/snap"));
        Files.writeString(hosts.hosts().getFirst().mnt().resolve("fetched/member/snap/db"), "data");
        FetchModel model = model(FetchDoor.ssh(TestTools.direct(), Optional.of(config)));
        model.members().set("m1=ssh://etcd-a/mnt/fetched");

        model.fetch();
        FetchRow row = model.rows().getFirst();
        assertThat(row.status().get().key()).as("%s", row.status().get())
                .contains(hosts.hosts().getFirst().key());
        assertThat(fetched).isEmpty();
        model.accept(row);
        assertThat(fetched).as("%s", model.rows().getFirst().status().get())
                .containsExactly(directory.resolve("m1.etcd"));
        assertThat(directory.resolve("m1.etcd/member/snap/db")).hasContent("data");
    }
}
