package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.etcdrecovery.cli.options.GoValues;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.cli.verb.Verb;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options before, between and behind the words of every verb, and in every way that pflag writes them. */
class OptionsAnywhereTest {
    private static final String FILE = "FILE";
    private static final String JSON = "{\"hash\":4205872595,\"revision\":8,\"totalKey\":3,\"totalSize\":20480,"
            + "\"version\":\"3.6.0\"}\n";

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void copy() throws IOException {
        Snapshots.copyTo(directory);
        file = directory.resolve(Snapshots.OF_3_6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-w json snapshot status FILE", "--write-out json snapshot status FILE",
            "--write-out=json snapshot status FILE", "-wjson snapshot status FILE", "-w=json snapshot status FILE",
            "snapshot -w json status FILE", "snapshot status -w json FILE", "snapshot status FILE -w json",
            "snapshot status FILE -qw json", "-q -w json snapshot -q status FILE",
            "-w table snapshot status FILE -wjson",
            "snapshot status -w json -- FILE", "snap stat FILE -w json",
            "--endpoints snapshot snapshot status FILE -wjson",
            "--hex snapshot --user root status FILE -wjson --timeout 5s -d x --debug=false",
            "--insecure-transport=f snapshot status FILE -w json -h=false"})
    void theVerbIsFoundWhereverOptionsStand(String words) {
        assertThat(run(words)).isEqualTo(new Run(ExitCode.OK, JSON, ""));
    }

    @ParameterizedTest
    @MethodSource("everyVerb")
    void everyVerbTakesItsOptionsInEveryPlace(List<String> verb, List<String> rest) {
        // Nothing listens there: what matters is that all orders end alike.
        List<String> option = verb.getFirst().equals("endpoint") || verb.getLast().equals("save")
                ? List.of("--endpoints", "127.0.0.1:1")
                : List.of("--quiet");
        List<Run> runs = new ArrayList<>();
        for (int place = 0; place <= verb.size(); place++) {
            List<String> words = new ArrayList<>(verb);
            words.addAll(place, option);
            words.addAll(rest);
            runs.add(run(words));
        }
        List<String> behind = new ArrayList<>(verb);
        behind.addAll(rest);
        behind.addAll(option);
        runs.add(run(behind));

        assertThat(runs).extracting(Run::code).containsOnly(runs.getFirst().code());
        assertThat(runs).extracting(Run::err)
                .noneMatch(err -> err.contains("unknown"))
                .noneMatch(err -> err.contains("--help"));
    }

    static Stream<Object[]> everyVerb() {
        return Stream.of(new Object[]{List.of("snapshot", "save"), List.of("x.db")},
                new Object[]{List.of("snapshot", "status"), List.of(FILE)},
                new Object[]{List.of("snapshot", "verify"), List.of(FILE)},
                new Object[]{List.of("snapshot", "restore"), List.of("missing.db")},
                new Object[]{List.of("endpoint", "status"), List.of()},
                new Object[]{List.of("endpoint", "health"), List.of()},
                new Object[]{List.of("cluster", "assess"), List.of("--endpoints=127.0.0.1:1")},
                new Object[]{List.of("cluster", "prove"), List.of("--plan", "missing.json")},
                new Object[]{List.of("rescue", "assess"), List.of("missing.etcd")},
                new Object[]{List.of("plan"), List.of(FILE, "--member", "m1=http://127.0.0.1:2380", "--out", "out")},
                new Object[]{List.of("restore"), List.of("--plan", "missing.json")},
                new Object[]{List.of("hashkv"), List.of(FILE)}, new Object[]{List.of("version"), List.of()});
    }

    /** The messages are those of etcdutl and etcdctl, which {@link SideBySideUsageTest} compares. */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot status --bogus FILE|unknown flag: --bogus",
            "--bogus snapshot status FILE|unknown flag: --bogus",
            "--bogus x snapshot status FILE|unknown flag: --bogus",
            "--bogus=x snapshot status FILE|unknown flag: --bogus",
            "snapshot status FILE -x|unknown shorthand flag: 'x' in -x",
            "snapshot status FILE -w|flag needs an argument: 'w' in -w",
            "snapshot status FILE --write-out|flag needs an argument: --write-out",
            "--=x snapshot status FILE|bad flag syntax: --=x", "snapshot status ---x|bad flag syntax: ---x",
            "--dial-timeout 5 snapshot status FILE|invalid argument \"5\" for \"--dial-timeout\" flag: time: missing unit in"
                    + " duration \"5\"",
            "hashkv FILE --rev x|invalid argument \"x\" for \"--rev\" flag: strconv.ParseInt: parsing \"x\": invalid syntax",
            "hashkv --endpoints x FILE|unknown flag: --endpoints",
            "snapshot restore FILE --bump-revision=-1|invalid argument \"-1\" for \"--bump-revision\" flag:"
                    + " strconv.ParseUint: parsing \"-1\": invalid syntax",
            "snapshot restore FILE --mark-compacted=maybe|invalid argument \"maybe\" for \"--mark-compacted\" flag:"
                    + " strconv.ParseBool: parsing \"maybe\": invalid syntax"})
    void wrongUsageOfADropInIsToldAsEtcdTellsIt(String line) {
        String[] parts = line.split("\\|", 2);

        Run run = run(parts[0]);

        assertThat(run.code()).isEqualTo(ExitCode.ETCD_FAILED);
        assertThat(run.err()).startsWith("Error: " + parts[1] + "\n");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus snapshot verify FILE", "snapshot verify FILE --canary", "cluster assess -w yaml",
            "--dial-timeout soon cluster assess", "cluster assess --command-timeout 0s", "cluster assess --cacert=",
            "cluster assess --user root", "cluster prove --plan x --wait=-1s", "cluster prove --plan x --wait=25h",
            "restore FILE --bump-revision=-1",
            "--user root cluster --password-file missing assess", "--endpoints x plan FILE"})
    void wrongUsageOfAnOwnVerbIsNeverAVerdict(String words) {
        assertThat(run(words).code()).isIn(ExitCode.USAGE, ExitCode.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bogus", "snapshot bogus", "--quiet bogus FILE", "s status FILE x --", "re FILE",
            "-- snapshot status FILE"})
    void aWordThatIsNoVerbIsWrongUsage(String words) {
        Run run = run(words);

        assertThat(run.code()).isNotZero();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aValueMayLookLikeAnOptionOrAVerb() {
        assertThat(run("plan FILE --out out --member --quiet=http://127.0.0.1:2380").out()).contains("\"--quiet\"");
        assertThat(run("--learner plan --out out --member plan=http://127.0.0.1:2380 plan FILE").err())
                .contains("plan")
                .doesNotContain("unknown");
    }

    @Test
    void aFlagTakesItsValueOnlyBehindAnEqualsSign() {
        assertThat(run("snapshot restore --skip-hash-check true --data-dir out").err())
                .startsWith("Error: ")
                .contains("true: no such file");
        assertThat(run("snapshot status FILE --quiet false").code()).isEqualTo(ExitCode.ETCD_BAD_ARGUMENTS);
    }

    /** {@link Verbs#FLAGS} has to be known before a verb is made, and an error there would go unnoticed. */
    @Test
    void theOptionsWithoutAValueAreKnownBeforeTheVerbIs() {
        Set<String> flags = new TreeSet<>();
        Set<String> withValue = new TreeSet<>();
        collect(Verbs.commandLine(session(), List.of()), flags, withValue);

        assertThat(flags).isEqualTo(new TreeSet<>(Verbs.FLAGS)).doesNotContainAnyElementsOf(withValue);
        assertThat(withValue).contains("--endpoints", "-w", "--member", "-d");
    }

    private static void collect(CommandLine command, Set<String> flags, Set<String> withValue) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            boolean flag = option.type() == boolean.class;
            (flag ? flags : withValue).addAll(Arrays.asList(option.names()));
        }
        if (command.getCommand() instanceof Verb verb) {
            verb.unused()
                    .forEach((name, converter) -> (converter.equals(GoValues.BOOL) ? flags : withValue).add(name));
        }
        command.getSubcommands().values().forEach(each -> collect(each, flags, withValue));
    }

    static Session session() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Session(Terminal.ofWriters(nowhere, nowhere), new Cancellation(), Map.of());
    }

    private Run run(String words) {
        return run(List.of(words.split(" ")));
    }

    private Run run(List<String> words) {
        return Run.of(words.stream()
                .map(word -> switch (word) {
                    case FILE -> file;
                    case "out", "missing.json", "missing.db", "missing.etcd", "x.db" -> directory.resolve(word);
                    default -> word;
                })
                .toArray());
    }
}
