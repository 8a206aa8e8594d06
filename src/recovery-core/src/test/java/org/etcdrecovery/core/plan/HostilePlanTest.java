package org.etcdrecovery.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.RestoreCommands;
import org.etcdrecovery.core.handover.StartCommands;
import org.etcdrecovery.core.handover.StartFlags;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.handover.StartGuide;
import org.etcdrecovery.core.handover.StaticPodCommands;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.text.Shown;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Values that try to add a line, an option or a shell expansion to what a plan hands over. */
class HostilePlanTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final String OWN_LINE = "\nExecStartPre=/bin/touch /tmp/x";

    @TempDir
    private Path directory;

    static Stream<String> unseen() {
        return Stream.of("x" + OWN_LINE, "a\rb", "a\tb", "a\u001b[2Jb", "a\u007fb", "a\u0085b", "a\u202eb", "a\u2028b",
                "a\u200bb", "a\0b");
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void whatCannotBeSeenIsRefusedInEveryField(String text) {
        Plans.refusals(
                Plans.members(MemberRequest.voter(text, List.of("http://10.0.0.1:2380"), Path.of("/restore/m1"))))
                .extracting(row -> row.toList().get(0))
                .contains(Field.NAME);
        Plans.refusals(Plans.members(Samples.member("m1", "http://10.0.0.1:2380")).token(text))
                .extracting(row -> row.toList().get(0))
                .containsExactly(Field.TOKEN);
        path(text).ifPresent(bad -> {
            Plans.refusals(Plans.members(new MemberRequest("m1", List.of("http://10.0.0.1:2380"), List.of(),
                    Optional.of(bad), Optional.of(bad.resolve("wal")), false)))
                    .extracting(row -> row.toList().get(0))
                    .contains(Field.DATA_DIR, Field.WAL_DIR);
        });
        assertThat(Plans.refused(Plans.members(Samples.member("m1", "http://h" + text + ":2380")), Samples.PLAIN))
                .isNotEmpty();
        assertThat(Owner.parse("u" + text)).isEmpty();
        assertThat(Owner.parse("u:g" + text + "x")).isEmpty();
        assertThatThrownBy(() -> new Owner("u" + text, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingBecomesAnOption() {
        Plans.refusals(Plans.members(Samples.member("m1", "http://-oProxyCommand=id:2380")))
                .extracting(row -> row.toList().get(2))
                .containsExactly("The host of the URL http://-oProxyCommand=id:2380 begins with a dash");
        assertThat(Owner.parse("-R")).isEmpty();
        assertThat(Owner.parse("etcd\\")).isEmpty();
        assertThat(new ShellLine("etcdctl member add").argument("-x").flag("learner").toString())
                .isEqualTo("etcdctl member add \\\n  --learner \\\n  -- -x");
        assertThat(RestoreCommands.of(hostile(), hostile().members().getFirst()).text()).contains("'/r/$(id) %n'");
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void aPlanFileIsRefusedAsARequestIs(String text) throws Exception {
        String json = PlanJson.write(Plans.accepted(
                Plans.members(Samples.member("m1", "http://10.0.0.1:2380")).owner(new Owner("etcd", Optional.empty())),
                Samples.PLAIN));
        String value = JsonMapper.shared().writeValueAsString(text);
        for (String changed : List.of(json.replace("\"newtok\"", value), json.replace("\"m1\"", value),
                json.replace("\"etcd\"", value), json.replace("\"/restore/m1.etcd\"", value.replaceFirst("\"", "\"/")),
                json.replace("http://10.0.0.1:2380", "http://" + value.substring(1, value.length() - 1) + ":1"))) {
            assertThat(changed).isNotEqualTo(json);
            assertThatThrownBy(() -> PlanJson.read("plan", changed)).isInstanceOf(InvalidPlanException.class);
        }
    }

    @Test
    void systemdTakesTheUnit() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(ANALYZE), "no systemd-analyze");
        RestorePlan plan = hostile();
        PlannedMember member = plan.members().getFirst();
        String unit = StartCommands.systemdUnit(plan, member, Placement.asRestored(plan, member)).text();
        assertThat(unit.lines()
                .filter(line -> line.matches("[A-Z][A-Za-z]+=.*"))
                .map(line -> line.replaceFirst("=.*", "")))
                .containsExactly("Description", "Documentation", "Wants", "After", "Type", "User", "Group", "ExecStart",
                        "Restart", "RestartSec", "TimeoutStartSec", "LimitNOFILE", "WantedBy");
        assertThat(unit).contains("User=us%%er\nGroup=gr$oup\n");
        Path file = Files.writeString(directory.resolve("etcd.service"), unit.replace("/usr/bin/etcd", "/bin/true"));
        Process process = new ProcessBuilder(ANALYZE.toString(), "--man=no", "verify", file.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).doesNotContain("ignoring", "Missing", "Unknown", "Unbalanced", "Failed");
    }

    @Test
    void shellsAndYamlReadWhatWasPlanned() throws Exception {
        RestorePlan plan = hostile();
        PlannedMember member = plan.members().getFirst();
        Placement place = Placement.asRestored(plan, member);
        List<String> expected = StartFlags.of(plan, member, place)
                .stream()
                .flatMap(flag -> Stream.of("--" + flag.name(), flag.value()))
                .toList();
        String command = StartCommands.shell(plan, member, place)
                .text()
                .replaceAll(" \\\\\n  --[a-z-]+ /REPLACE-ME/\\S+", "")
                .replaceAll(" \\\\\n  --(peer-)?client-cert-auth", "");
        List<String> words = bash("runuser() { shift 4; printf '%s\\0' \"$@\"; }\n" + command);
        // A value that begins with a dash is joined to its flag.
        assertThat(
                words.stream().flatMap(word -> Stream.of(word.replaceFirst("^(--[a-z-]+)=(?=-)", "$1\0").split("\0"))))
                .containsExactlyElementsOf(expected);
        String variables = StartCommands.environmentFile(plan, member, place).text();
        assertThat(
                bash(variables + "\nprintf '%s\\0' \"$ETCD_NAME\" \"$ETCD_DATA_DIR\" \"$ETCD_INITIAL_CLUSTER_TOKEN\""))
                .containsExactly(member.name(), place.dataDir(), plan.token());
        String manifest = "spec:\n  containers:\n  - command:\n" + StaticPodCommands.flags(plan, member, place).text()
                + "\n"
                + StaticPodCommands.volume(place).text();
        Map<String, Map<String, List<Map<String, Object>>>> pod = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(manifest);
        Map<String, List<Map<String, Object>>> spec = Objects.requireNonNull(pod.get("spec"));
        Map<String, Object> container = Objects.requireNonNull(spec.get("containers")).getFirst();
        assertThat((List<?>) container.get("command")).asString()
                .contains("--name=" + member.name() + ", ",
                        "--data-dir=" + place.dataDir() + ", ", "--initial-cluster-token=" + plan.token() + ", ");
        assertThat(container.get("volumeMounts"))
                .isEqualTo(List.of(Map.of("mountPath", place.dataDir(), "name", "etcd-data")));
        assertThat(Objects.requireNonNull(spec.get("volumes")).getFirst().get("hostPath"))
                .isEqualTo(Map.of("path", place.dataDir(), "type", "Directory"));
    }

    @Test
    void aGroupIsNoCommand() {
        RestorePlan plan = Plans.accepted(Plans.members(Samples.member("m1", "http://10.0.0.1:2380"))
                .owner(new Owner("1000", Optional.of("$(id)"))), Samples.PLAIN);
        assertThat(StartCommands.shell(plan, plan.members().getFirst()).text())
                .startsWith("setpriv --reuid=1000 --regid='$(id)' --clear-groups etcd ");
    }

    @Test
    void everyLineHandedOverCanBeSeen() {
        RestorePlan plan = hostile();
        PlannedMember member = plan.members().getFirst();
        for (StartForm form : StartForm.values()) {
            Placement place = Placement.usual(plan, member, form, _ -> false);
            StartGuide.of(plan, member, place, form)
                    .stream()
                    .flatMap(step -> step.commands().stream())
                    .forEach(command -> assertThat(command.text().replace("\n", "").codePoints())
                            .noneMatch(Shown::isHidden));
        }
        assertThatThrownBy(() -> new Placement("h", false, "/a\nb", Optional.empty(), Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Placement("-h", false, "/a", Optional.empty(), Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Everything that the planner accepts and that has a meaning in a shell, systemd or YAML. */
    private static RestorePlan hostile() {
        MemberRequest member = new MemberRequest("-m1 '\"\\$(id)`id`%n;#: é", List.of("http://10.0.0.1:2380"),
                List.of("http://10.0.0.1:2379"), Optional.of(Path.of("/r/$(id) %n")),
                Optional.of(Path.of("/w/'\"\\;&: #")), false);
        return Plans.accepted(RestoreRequest.builder(List.of(member), "- %h $HOME ${x} \\n 'a\" `id` !# : @")
                .owner(new Owner("us%er", Optional.of("gr$oup"))), Samples.PLAIN);
    }

    private static List<String> bash(String script) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
        Process process = new ProcessBuilder("/bin/bash", "-c", script).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return Arrays.asList(printed.split("\0"));
    }

    /** Empty if a file cannot have such a name. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of("/restore/" + text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
