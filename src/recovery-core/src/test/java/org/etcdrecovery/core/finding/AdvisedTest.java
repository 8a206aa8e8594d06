package org.etcdrecovery.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdvisedTest {
    private static final Path SOURCES = Path.of("src/main/java/org/etcdrecovery/core");
    /** What only this program's command line has. Options that etcd has too are not among them. */
    private static final Pattern OF_THE_COMMAND_LINE = Pattern.compile(
            "\"[^\"]*(--(accept|committed-only|entry|etcd-version|skip-hash-check|show-secrets|dry-run|clear-alarms"
                    + "|keep)"
                    + "|“(snapshot (?!save)|rescue |wal |cluster |endpoint )[a-z]+”)[^\"]*\"");

    @Test
    void namesTheLongerWordsFirst() {
        assertThat(Advised.named("Then " + Advised.TAKE + ", or " + Advised.LEAVE_OUT + ".", Advised::name))
                .isEqualTo("Then TAKE, or LEAVE_OUT.");
        assertThat(Advised.named("Look for another backup.", Advised::name)).isEqualTo("Look for another backup.");
    }

    /** A text that names an option itself would show it in the window, which has none. */
    @Test
    void textsNameTheCommandLineOnlyByAdvised() throws IOException {
        List<String> literals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(AdvisedTest::holdsTexts).toList()) {
                Files.readAllLines(file)
                        .stream()
                        .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/*"))
                        .filter(line -> OF_THE_COMMAND_LINE.matcher(line).find())
                        .map(line -> file.getFileName() + ": " + line.strip())
                        .forEach(literals::add);
            }
        }

        assertThat(literals).isEmpty();
    }

    /** Commands to paste are of the command line. */
    private static boolean holdsTexts(Path file) {
        return file.toString().endsWith(".java") && !file.startsWith(SOURCES.resolve("handover"))
                && !file.endsWith("Advised.java");
    }
}
