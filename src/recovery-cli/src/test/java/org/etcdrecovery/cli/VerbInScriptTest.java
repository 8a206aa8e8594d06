package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start script chooses JVM options by the verb, and must find the verb as the program does. */
class VerbInScriptTest {
    private static final Path SCRIPT = Path.of("../../packaging/lib/verb.sh");

    @ParameterizedTest
    @CsvSource({"snapshot status f, snapshot status", "--endpoints snapshot snapshot save f, snapshot save",
            "-wjson snapshot -q status f, snapshot status", "--debug endpoint -w json health, endpoint health",
            "--cluster=false endpoint status, endpoint status", "--write-out=json cluster assess, cluster assess",
            "--skip-read-back restore f, restore f", "--endpoints, ''", "-- snapshot status, ''", "'', ''"})
    void findsTheVerbBehindOptions(String arguments, String verb) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-uec",
                "root=.; . " + SCRIPT + "; cli_find_verb \"$@\"; printf %s \"$cli_verb\"", "bash"));
        command.addAll(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo(verb);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void knowsTheSameFlags() throws IOException {
        Matcher list = Pattern.compile("cli_flags='([^']*)'").matcher(Files.readString(SCRIPT));
        assertThat(list.find()).isTrue();
        Set<String> flags = new TreeSet<>(Arrays.asList(list.group(1).strip().split("\\s+")));

        assertThat(flags).isEqualTo(new TreeSet<>(Verbs.FLAGS));
    }
}
