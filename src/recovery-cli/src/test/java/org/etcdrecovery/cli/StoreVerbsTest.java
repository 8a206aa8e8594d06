package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.store.objects.TestBuckets;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.ObjectStorage;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Snapshots of a real server in object storage: saved, listed, read by every verb, kept and checked. */
class StoreVerbsTest {
    @TempDir
    private static Path shared;

    private static ObjectStorage storage;
    private static RealCluster cluster;
    private static int buckets;

    @TempDir
    private Path directory;

    @TempDir
    private Path scratch;

    private String bucket;

    @BeforeAll
    static void start() throws IOException {
        storage = ObjectStorage.moto(shared.resolve("moto.log"));
        cluster = RealCluster.fresh(EtcdVersion.V3_6, shared, 1);
        put(20);
    }

    @AfterAll
    static void stop() {
        cluster.close();
        storage.close();
    }

    @BeforeEach
    void createBucket() throws IOException {
        bucket = "bucket-" + buckets++;
        TestBuckets.create(TestBuckets.settings(storage.endpoint()), bucket);
        Snapshots.copyTo(directory);
    }

    @Test
    void everyVerbReadsAnAddress() throws IOException {
        String address = "s3://" + bucket + "/folder/a@b.db";
        Path file = directory.resolve(Snapshots.OF_3_6);
        assertThat(store("store", "copy", file, address).code()).isZero();

        Run verified = store("snapshot", "verify", address);

        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out()).endsWith(address + ": RESTORABLE\n").doesNotContain("etcd-recovery-");
        for (List<Object> verb : List.<List<Object>>of(List.of("snapshot", "status"), List.of("hashkv"),
                List.of("snapshot", "keys"), List.of("snapshot", "top"), List.of("snapshot", "members"),
                List.of("snapshot", "leases"), List.of("snapshot", "users"), List.of("snapshot", "buckets"),
                List.of("snapshot", "pages"), List.of("snapshot", "kubernetes"))) {
            assertThat(store(with(verb, address))).as("%s", verb).isEqualTo(Run.of(with(verb, file)));
        }
        assertThat(store("snapshot", "get", address, "a")).isEqualTo(Run.of("snapshot", "get", file, "a"));
        assertThat(store("snapshot", "history", address, "a")).isEqualTo(Run.of("snapshot", "history", file, "a"));
        assertThat(store("snapshot", "search", address, "5")).isEqualTo(Run.of("snapshot", "search", file, "5"));
        assertThat(store("snapshot", "diff", address, file).code()).isZero();
        assertThat(store("snapshot", "diff", file, address).code()).isZero();
        assertThat(store("snapshot", "restore", address, "--data-dir", directory.resolve("utl")).code()).isZero();
        assertThat(store("snapshot", "export", address, "--out", directory.resolve("exported")).code()).isZero();
        assertThat(store("snapshot", "salvage", address).out()).contains(address);
        assertThat(store("snapshot", "prepare", address, "--out", directory.resolve("p"), "--bump-revision", "9",
                "--mark-compacted").code()).isZero();
        assertThat(Files.readString(directory.resolve("p.manifest.json"))).contains("\"preparedFrom\" : \"" + address);
        assertScratchIsEmpty();
    }

    @Test
    void aPlanKeepsTheAddressAndARestoreFetchesItAgain() throws IOException {
        String address = "s3://" + bucket + "/a.db";
        store("store", "copy", directory.resolve(Snapshots.OF_3_6), address);
        String[] member = {"--member", "m1=http://127.0.0.1:2380", "--token", "t"};
        Run planned = store("plan", address, member[0], member[1], member[2], member[3], "--out",
                directory.resolve("out"));
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.out()).contains("\"file\" : \"" + address + "\"");
        Path plan = Files.writeString(directory.resolve("plan.json"), planned.out());

        Run restored = store("restore", "--plan", plan);

        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(directory.resolve("out/m1.etcd/member/snap/db")).exists();
        assertThat(store("cluster", "prove", "--plan", plan, "--endpoints", "127.0.0.1:1", "--wait", "1ms").code())
                .isEqualTo(ExitCode.NOT_TRIED);
        assertThat(store("restore", address, member[0], member[1], member[2], member[3], "--out",
                directory.resolve("out2")).code()).isZero();
        assertScratchIsEmpty();
    }

    @Test
    void theQueryOfAUrlIsASecret() throws IOException {
        String address = "s3://" + bucket + "/a.db";
        store("store", "copy", directory.resolve(Snapshots.OF_3_6), address);
        String url = storage.endpoint() + "/" + bucket + "/a.db?X-Amz-Signature=secret";
        Path urlFile = Files.writeString(directory.resolve("url"), url + "\n");

        for (Run run : List.of(Run.of("snapshot", "verify", url), Run.of("snapshot", "verify", "--url-file", urlFile),
                Run.of("snapshot", "verify", url, "-w", "json"), Run.of("snapshot", "status", "--url-file", urlFile),
                Run.of("snapshot", "get", "--url-file", urlFile, "a"))) {
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out() + run.err()).doesNotContain("secret");
            assertThat(run.err())
                    .containsOnlyOnce("warning: The store is reached without TLS. Use the https:// endpoint");
        }
        Run planned = Run.of("plan", url, "--member", "m1=http://127.0.0.1:2380", "--out", directory.resolve("o"));
        assertThat(planned.out()).contains("/a.db?***\"").doesNotContain("secret");
        Path plan = Files.writeString(directory.resolve("plan.json"), planned.out());
        Run without = Run.of("restore", "--plan", plan);
        assertThat(without.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(without.err()).contains("give the URL with --url-file");
        assertThat(Run.of("restore", "--plan", plan, "--url-file", urlFile).code()).isZero();
        for (Run run : List.of(Run.of("snapshot", "verify", url, "--debug", "--entry", "x"),
                Run.of("snapshot", "verify", url + "\u0001"), Run.of("snapshot", "verify", url, url),
                Run.of("snapshot", "verify", url.replace("a.db", "absent")),
                Run.of("snapshot", "verify", url.replaceFirst(":\\d+/", ":1/"), "--debug"))) {
            assertThat(run.code()).isNotZero();
            assertThat(run.out() + run.err()).doesNotContain("secret");
        }
    }

    @Test
    void whatIsNotThereIsOneSentence() {
        Run absent = store("snapshot", "verify", "s3://" + bucket + "/absent.db");
        assertThat(absent.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(absent.err()).contains("there is no such object").contains("(store.not-found)").hasLineCount(1);
        Run noBucket = store("store", "list", "s3://no-such-bucket/");
        assertThat(noBucket.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(noBucket.err()).contains("there is no such bucket").hasLineCount(1);
        Run folder = store("snapshot", "verify", "s3://" + bucket + "/folder/");
        assertThat(folder.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(folder.err()).contains("is a folder");
        Run closed = Run.of("store", "check", "s3://" + bucket, "--store-endpoint", "http://127.0.0.1:1");
        assertThat(closed.code()).isEqualTo(ExitCode.NOT_TRIED);
    }

    @Test
    void aSaveIsJudgedBeforeItIsWrittenAndNeverOverAnother() throws IOException {
        String address = "s3://" + bucket + "/saved.db";

        Run saved = store("snapshot", "save", address, "--endpoints", endpoint());

        assertThat(saved.code()).as(saved.err()).isZero();
        assertThat(saved.out()).isEqualTo("Snapshot saved at " + address + "\n");
        assertThat(saved.err()).contains(address + ": RESTORABLE").contains("reached without TLS");
        assertThat(store("snapshot", "save", address, "--endpoints", endpoint()).err())
                .contains("saved.db exists already, and is left as it is");
        Path copy = directory.resolve("copy.db");
        assertThat(store("store", "copy", address, copy).out()).contains("with its manifest");
        Run judged = Run.of("snapshot", "verify", copy);
        assertThat(judged.code()).as(judged.out()).isZero();
        assertThat(judged.out()).contains("saved from m1");
        Files.write(copy, new byte[]{1}, StandardOpenOption.APPEND);
        assertThat(store("store", "copy", copy, "s3://" + bucket + "/other.db").err())
                .contains("but its manifest says");
        assertThat(store("store", "list", "s3://" + bucket).out()).contains("restorable")
                .contains("1 file, 1 restorable");
        assertThat(store("snapshot", "save", "https://host/x").code()).isEqualTo(ExitCode.ETCD_BAD_ARGUMENTS);
        assertScratchIsEmpty();
    }

    @Test
    void aRunKeepsWhatTheRulesSay() {
        String to = "s3://" + bucket + "/prod/";
        assertThat(keep(to).out()).contains("nothing pruned: no --hourly, --daily or --weekly");
        String earlier = names(to).getFirst();
        Run dry = keep(to, "--daily", "1", "--dry-run");
        assertThat(dry.code()).isZero();
        assertThat(dry.out()).as("the run would save a newer one first")
                .contains("would be deleted  " + earlier + ": no rule keeps it")
                .contains("1 file of 1 would be deleted after a new one is saved");
        assertThat(names(to)).containsExactly(earlier);
        assertThat(keep(to).code()).isZero();
        assertThat(names(to)).hasSize(2);

        Run pruned = keep(to, "--daily", "1", "--max-fall", "100");
        assertThat(pruned.code()).as(pruned.err()).isZero();
        assertThat(pruned.out()).contains("deleted  " + earlier + ": no rule keeps it");
        assertThat(names(to)).hasSize(1);
        assertThat(store("store", "check", to).out()).startsWith("WARNING: The store is reached without TLS");
    }

    @Test
    void aFallIsToldAndTheLastBeforeItIsKeptUntilItIsAccepted() throws IOException {
        Path to = Files.createDirectory(directory.resolve("kept"));
        put(40);
        keep(to);
        String before = names(to).getFirst();
        for (int i = 5; i < 40; i++) {
            cluster.etcdctl().run("del", "key" + i).ok();
        }

        Run fell = keep(to, "--daily", "1", "-w", "json");

        assertThat(fell.code()).as(fell.out()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(fell.out()).contains("keep.fall").contains("keys fell from");
        assertThat(names(to)).hasSize(2).contains(before);
        assertThat(store("store", "check", to).out()).contains("keys or bytes fell");
        assertThat(keep(to, "--daily", "1").code()).isZero();
        assertThat(names(to)).hasSize(2).contains(before);
        assertThat(keep(to, "--daily", "1", "--accept-fall").code()).isZero();
        assertThat(names(to)).hasSize(1).doesNotContain(before);
    }

    @Test
    void withoutTheLockARunSavesAndDoesNotPrune() throws IOException {
        Path to = Files.createDirectory(directory.resolve("kept"));
        keep(to);
        Files.writeString(to.resolve(".etcd-recovery.lock"),
                "{\"owner\":\"another host\",\"expires\":\"2999-01-01T00:00:00Z\"}");

        Run locked = keep(to, "--daily", "1");

        assertThat(locked.code()).isZero();
        assertThat(locked.out()).contains("another host is pruning this folder").contains("not pruned");
        assertThat(names(to)).hasSize(2);
        assertThat(keep(to, "--daily", "1", "--sole-writer").code()).isZero();
        assertThat(names(to)).hasSize(1);
    }

    @Test
    void withoutAMemberNothingIsTried() throws IOException {
        Path to = Files.createDirectory(directory.resolve("kept"));

        Run run = Run.of("snapshot", "keep", "--to", to, "--endpoints", "127.0.0.1:1");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(to).isEmptyDirectory();
    }

    /** Of a run that prunes: what differs from one machine and moment to the next is replaced. */
    @Test
    void theJsonOfARunIsGolden() throws IOException {
        Path to = Files.createDirectory(directory.resolve("kept"));
        keep(to, "--max-fall", "100");
        Run run = keep(to, "--daily", "1", "--max-fall", "100", "-w", "json");

        assertThat(run.code()).as("%s", run).isZero();
        assertThat(run.out()
                .replace(directory.toString(), "/DIR")
                .replace(endpoint(), "http://ENDPOINT")
                .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"TIME\"")
                .replaceAll("etcd-\\d[^\"]*?\\.db", "NAME.db")
                .replaceAll("\"[0-9a-f]{64}\"", "\"SHA256\"")
                .replaceAll("(\"clusterId\" : )\"[0-9a-f]+\"", "$1\"ID\"")
                .replaceAll("(\"(?:size|sizeInUse|revision|keys)\" : )\\d+", "$1NUMBER"))
                .isEqualTo(Snapshots.text("json/snapshot-keep.json"));
    }

    private static void put(int keys) {
        Gateway gateway = cluster.gateway();
        for (int i = 0; i < keys; i++) {
            gateway.put("key" + i, "value".repeat(100));
        }
    }

    private Run keep(Object to, Object... more) {
        return store(Stream.concat(Stream.of("snapshot", "keep", "--to", to, "--endpoints", endpoint()),
                Arrays.stream(more)).toArray());
    }

    private List<String> names(Object store) {
        JsonNode listing = JsonMapper.shared().readTree(store("store", "list", store, "-w", "json").out());
        List<String> names = new ArrayList<>();
        listing.path("snapshots").forEach(each -> names.add(each.path("name").asString()));
        return names;
    }

    private static String endpoint() {
        return cluster.member(0).member().clientUrl().toString();
    }

    private static Object[] with(List<Object> verb, Object file) {
        return Stream.concat(verb.stream(), Stream.of(file)).toArray();
    }

    private Run store(Object... arguments) {
        Map<String, String> environment = new HashMap<>(storage.environment());
        environment.put("RECOVERY_SCRATCH", scratch.toString());
        return Run.of(environment,
                Stream.concat(Arrays.stream(arguments), Stream.of("--store-endpoint", storage.endpoint())).toArray());
    }

    private void assertScratchIsEmpty() {
        assertThat(scratch).isEmptyDirectory();
    }
}
