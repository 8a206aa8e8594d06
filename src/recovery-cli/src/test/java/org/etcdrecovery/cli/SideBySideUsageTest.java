package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong and unusual arguments, given to this program and to etcd's tools: the exit code and the sentence are the same. */
@Tag("judge")
class SideBySideUsageTest {
    private static final String NOBODY = " --endpoints 127.0.0.1:1 --command-timeout 1s";
    /** Arguments for etcdctl of every version. */
    private static final String[] ETCDCTL = {"snapshot save a b", "snapshot save --bogus f", "snapshot save -x f",
            "snapshot save f -w", "snapshot save f --endpoints", "--dial-timeout soon snapshot save f",
            "--dial-timeout=5 snapshot save f", "--dial-timeout=5d snapshot save f",
            "snapshot save f --insecure-transport=maybe", "-w yaml snapshot save f", "-w yaml endpoint status",
            "endpoint --write-out=yaml health", "--=x endpoint status", "endpoint status ---x",
            "--cacert= snapshot save f", "endpoint status --cert=", "--key= endpoint health", "snap sav a b",
            "--hex endpoint --keepalive-time x status", "endpoint health --cluster=no",
            "snapshot save f --insecure-skip-tls-verify=2"};
    /** Failures to reach a member, for which our sentences differ. */
    private static final String[] UNREACHABLE = {"endpoint status" + NOBODY, "endpoint health" + NOBODY,
            "endpoint health extra" + NOBODY, "snapshot save f" + NOBODY, "--cacert=/missing snapshot save f" + NOBODY,
            "endpoint status -w json" + NOBODY};
    /** Arguments for etcdutl of every version, and for etcdctl of 3.4. */
    private static final String[] SNAPSHOT_TOOL = {"snapshot status", "snapshot status a b", "snapshot status missing",
            "snapshot status FILE -w yaml", "snapshot status FILE -w protobuf", "-w yaml snapshot status FILE",
            "snapshot status --bogus", "snapshot status FILE -ww", "snapshot status FILE -",
            "snapshot status FILE -- -w json", "snapshot restore a b --data-dir out",
            "--data-dir out snapshot restore FILE --skip-hash-check T", "snapshot restore --bogus",
            "snapshot restore FILE --data-dir", "snapshot restore FILE --data-dir out --skip-hash-check=maybe",
            "snapshot restore missing --data-dir out", "snapshot restore FILE --data-dir= --name=",
            "snapshot status FILE --write-out", "snapshot stat missing"};
    private static final String[] FROM_3_5 = {"snapshot restore FILE --data-dir out --bump-revision x",
            "snapshot restore FILE --data-dir out --bump-revision -1",
            "snapshot restore FILE --data-dir out --bump-revision=0x10",
            "snapshot restore FILE --data-dir out --mark-compacted",
            "snapshot restore FILE --data-dir out --mark-compacted=maybe",
            "snapshot restore FILE --data-dir out --initial-memory-map-size x"};
    private static final String[] FROM_3_7 = {"snapshot status FILE --timeout soon", "--timeout 5 hashkv FILE",
            "hashkv FILE --rev x", "hashkv FILE -w yaml", "hashkv missing", "hashkv --endpoints x FILE", "hashkv",
            "hashkv a b", "snapshot restore", "--bogus x hashkv FILE"};
    /** Arguments that succeed with the same output. */
    private static final String[] SUCCESSES = {"-w json snapshot status FILE", "--write-out=json snapshot status FILE",
            "snapshot -w json status FILE", "-wjson snapshot status FILE", "-w=json snapshot status FILE",
            "snapshot status -- FILE", "snapshot status FILE -h=false", "snap stat FILE -w table -w fields"};

    @TempDir
    private Path directory;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(Path.of("src/test/resources/org/etcdrecovery/cli", Snapshots.OF_3_6), directory.resolve("FILE"));
    }

    @ParameterizedTest
    @MethodSource("ofEtcdctl")
    void failsAsEtcdctl(EtcdVersion version, String words) {
        compare(Judges.etcdctl(version), words, true);
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void exitsAsEtcdctlWhereNobodyAnswers(EtcdVersion version, String words) {
        compare(Judges.etcdctl(version), words, false);
    }

    @ParameterizedTest
    @MethodSource("ofSnapshotTool")
    void failsAsTheToolForSnapshots(EtcdVersion version, String words) {
        compare(Judges.snapshotTool(version), words, true);
    }

    @ParameterizedTest
    @MethodSource("successes")
    void succeedsAsTheToolForSnapshots(EtcdVersion version, String words) {
        Tool.Result theirs = Judges.snapshotTool(version).run(arguments(words));

        Run ours = Run.of(Stream.concat(Arrays.stream(arguments(words)), Stream.of("--compat", version.minor()))
                .filter(argument -> !argument.equals("--"))
                .toArray());

        assertThat(ours).isEqualTo(new Run(theirs.exitCode(), theirs.stdout(), ""));
    }

    private void compare(Tool tool, String words, boolean sameSentence) {
        Tool.Result theirs = tool.run(arguments(words));

        Run ours = Run.of(arguments(words));

        assertThat(ours.code()).as("%s: %s%s", words, theirs, ours).isEqualTo(theirs.exitCode()).isNotZero();
        if (sameSentence) {
            assertThat(sentence(ours.err())).as(words)
                    .isPresent()
                    .isEqualTo(sentence(theirs.stderr()).map(SideBySideUsageTest::asNewest));
        }
    }

    /** Up to 3.5 this sentence ended earlier. */
    private static String asNewest(String sentence) {
        return sentence.equals("Error: snapshot save expects one argument") ? sentence + " <filename>" : sentence;
    }

    private static Optional<String> sentence(String printed) {
        return printed.lines().filter(line -> line.startsWith("Error: ")).findFirst();
    }

    private Object[] arguments(String words) {
        return Arrays.stream(words.split(" "))
                .map(word -> switch (word) {
                    case "FILE", "missing", "out" -> directory.resolve(word);
                    default -> word;
                })
                .map(Object::toString)
                .toArray();
    }

    static Stream<Arguments> ofEtcdctl() {
        return each(EtcdVersion.V3_4, ETCDCTL);
    }

    static Stream<Arguments> unreachable() {
        return each(EtcdVersion.V3_4, UNREACHABLE);
    }

    static Stream<Arguments> ofSnapshotTool() {
        return Stream.of(each(EtcdVersion.V3_4, SNAPSHOT_TOOL), each(EtcdVersion.V3_5, FROM_3_5),
                each(EtcdVersion.V3_7, FROM_3_7)).flatMap(rows -> rows);
    }

    static Stream<Arguments> successes() {
        return each(EtcdVersion.V3_4, SUCCESSES);
    }

    private static Stream<Arguments> each(EtcdVersion first, String... lines) {
        return Stream.of(EtcdVersion.values())
                .filter(version -> version.compareTo(first) >= 0)
                .flatMap(version -> Stream.of(lines).map(line -> Arguments.of(version, line)));
    }
}
