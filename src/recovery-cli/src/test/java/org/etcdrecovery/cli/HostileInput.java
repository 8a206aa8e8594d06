package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.text.Shown;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts that try to act on the terminal and to forge a line, and verbs that are run on them: nothing that they print, text
 * or JSON, result or failure, contains an invisible character, and no line begins with outside text.
 */
final class HostileInput {
    static final String FORGED = "FORGED";
    static final String BAD = "m\u001b]0;x\u0007\r\n" + FORGED + "\u202e\u009b2J\u2028\u2066\u007f\u200b";
    /** The same with characters that every locale of a test allows in a file name. */
    static final String BAD_NAME = "s\u001b]0;x\u0007\r\n" + FORGED + "\u007f";
    static final List<String> FORMATS = List.of("simple", "table", "json", "fields", "text");

    private final Set<String> tried = new TreeSet<>();
    private final List<String> usual = List.of("--member", "m1=http://127.0.0.1:2380", "--client-urls",
            "m1=http://127.0.0.1:1", "--token", "t");

    /** Runs a verb, and checks all that it prints. */
    Run run(Object... arguments) {
        Object[] flat = Arrays.stream(arguments)
                .flatMap(argument -> argument instanceof List<?> list
                        ? list.stream()
                        : Stream.of(argument))
                .toArray();
        Run run = Run.of(flat);
        tried.add(Arrays.stream(flat).limit(2).map(Object::toString).collect(Collectors.joining(" ")));
        tried.add(flat[0].toString());
        assertClean(run.out());
        assertClean(run.err());
        assertThat(run.err()).doesNotContain("fault of the program");
        return run;
    }

    /** The arguments that a plan needs, and more. */
    List<Object> with(Object... more) {
        List<Object> all = new ArrayList<>(usual);
        all.addAll(List.of(more));
        return all;
    }

    static void assertClean(String printed) {
        assertThat(printed.codePoints().filter(c -> c != '\n' && c != '\t')).as(printed).noneMatch(Shown::isHidden);
        assertThat(printed.lines().map(String::strip)).as(printed).noneMatch(line -> line.startsWith(FORGED));
    }

    /** Fails unless each of these verbs was run. */
    void assertTried(Predicate<String> wanted) {
        assertThat(tried).containsAll(verbs().stream().filter(wanted).toList());
    }

    /** Whether a verb is for what is elsewhere: members, hosts, or a store. */
    static boolean asksServers(String verb) {
        return Stream.of("cluster ", "endpoint ", "deliver ", "store ", "schedule ", "snapshot keep", "snapshot save")
                .anyMatch(verb::startsWith);
    }

    /** The verbs of the tree, as they are typed. */
    private static List<String> verbs() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine root = Verbs.commandLine(
                new Session(Terminal.ofWriters(nowhere, nowhere), new Cancellation(), Map.of()), List.of());
        return root.getSubcommands()
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().getSubcommands().isEmpty()
                        ? Stream.of(entry.getKey())
                        : entry.getValue().getSubcommands().keySet().stream().map(verb -> entry.getKey() + " " + verb))
                .toList();
    }

    /** Texts that a client or an operator chose, in records that servers start with. */
    static EtcdFile hostile() {
        return new EtcdFile().record("members", Long.toHexString(EtcdFile.MEMBER), json(BAD))
                .record("meta", "storageVersion", ("3.6.0-" + BAD).getBytes(UTF_8))
                .user(BAD, BAD)
                .role(BAD)
                .record("alarm", EtcdFile.alarm(EtcdFile.MEMBER, 1), new byte[0])
                .put("/registry/secrets/" + BAD, "k8s:enc:" + BAD + ":v1:" + BAD + ":x")
                .put("/registry/pods/" + BAD, hostileObject())
                .put("/registry/pods/deleted" + BAD, hostileObject())
                .delete("/registry/pods/deleted" + BAD)
                .put(BAD, BAD);
    }

    private static String hostileObject() {
        String bad = JsonMapper.shared().writeValueAsString(BAD);
        return "{\"apiVersion\":" + bad + ",\"kind\":" + bad + ",\"metadata\":{\"name\":" + bad + ",\"namespace\":"
                + bad
                + ",\"uid\":" + bad + ",\"ownerReferences\":[{\"apiVersion\":" + bad + ",\"kind\":" + bad + ",\"name\":"
                + bad + ",\"uid\":\"gone" + "\"}]}}";
    }

    static byte[] json(String name) {
        return ("{\"id\":" + Long.toUnsignedString(EtcdFile.MEMBER) + ",\"peerURLs\":["
                + JsonMapper.shared().writeValueAsString("http://" + BAD)
                + "],\"name\":" + JsonMapper.shared().writeValueAsString(name) + "}").getBytes(UTF_8);
    }
}
