package org.etcdrecovery.core.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.text.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Quoted text is read back unchanged: by shells, by a YAML parser, and by the rules of systemd. */
class ShellTextTest {
    private static final List<String> VISIBLE = List.of("", " ", "-", "--", "-x", "~", "~root", "#", "a b", "'", "''",
            "\"", "\\", "\\\\", "a\\", "\\n", "\\x41", "$", "$HOME", "${HOME}", "$$", "$(id)", "`id`", "%", "%n", "%%",
            "%s", "!", "!!", "a!b", ";", "; id", "&", "|", "<x", ">x", "(x)", "{a,b}", "[a]", "*", "?", "=", "a=b",
            "null",
            "~", "yes", "1e3", "0x1", "- a", "? a", ": a", "a: b", "a #b", "@x", "&a", "*a", "!a", "|", ">", "%TAG",
            "'a",
            "\"a", "é日本", "/var/lib/etcd", "--name=a: b", "a\u00a0b");
    private static final List<String> HIDDEN = List.of("\u001b]0;x\u0007", "a\nb", "\n", "a\n\n", "\r", "\t", "\u007f",
            "\u0085", "\u202e%s\\'$x", "\u2028\n", "x\u0301\u0301\u0301\u0301\u0301\u0301", "\udb40\udc41");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"/bin/bash", "/bin/dash", "/bin/sh"})
    void shellsReadItBack(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)), "no " + shell);
        List<String> texts = Stream.concat(Stream.concat(VISIBLE.stream(), HIDDEN.stream()), random(true)).toList();
        List<String> words = texts.stream().map(ShellText::quote).toList();
        assertThat(words)
                .allSatisfy(word -> assertThat(word.replace("\n", "").codePoints()).noneMatch(Shown::isHidden));
        assertThat(run(shell, "printf '%s\\0' " + String.join(" ", words))).isEqualTo(texts);
    }

    @Test
    void aFileIsNoOption() {
        assertThat(ShellText.quoteFile("-rf")).isEqualTo("./-rf");
        assertThat(ShellText.quoteFile("/-rf")).isEqualTo("/-rf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/bash", "/bin/dash"})
    void shellsReadAnEnvironmentFileBack(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)), "no " + shell);
        List<String> texts = Stream.concat(VISIBLE.stream(), random(false)).toList();
        String file = texts.stream()
                .map(text -> "X=" + ShellText.quoteInEnvironmentFile(text) + "\nprintf '%s\\0' \"$X\"\n")
                .collect(Collectors.joining());
        // Unquoted, a tilde means a home directory to a shell.
        assertThat(run(shell, file)).isEqualTo(texts);
    }

    @Test
    void yamlReadsItBackAsAString() {
        List<String> texts = Stream.concat(VISIBLE.stream(), random(false)).toList();
        String list = texts.stream()
                .map(text -> "- " + ShellText.quoteInYaml(text) + "\n")
                .collect(Collectors.joining());
        List<Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(list);
        assertThat(read).isEqualTo(texts);
    }

    @Test
    void systemdReadsItBackAsOneWord() {
        assertThat(Stream.concat(VISIBLE.stream(), random(false)))
                .allSatisfy(text -> assertThat(asSystemd(ShellText.quoteInUnit(text))).isEqualTo(text));
        assertThat(ShellText.withoutSpecifiers("%n\\x")).isEqualTo("%%n\\x");
    }

    @Test
    void whatIsReadLineByLineTakesNothingThatCannotBeSeen() {
        assertThat(HIDDEN).allSatisfy(text -> {
            assertThatThrownBy(() -> ShellText.quoteInEnvironmentFile(text))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ShellText.quoteInUnit(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ShellText.withoutSpecifiers(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ShellText.quoteInYaml(text)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    private static Stream<String> random(boolean hidden) {
        Random random = new Random(20_261_128);
        String special = "'\"\\$`%!;&|<>(){}[]*?~#=:,-@ \u00e9\u65e5"
                + (hidden ? "\n\r\t\u001b\u007f\u0085\u202e" : "");
        return Stream.generate(() -> random.ints(1 + random.nextInt(12), 0, special.length() + 4)
                .mapToObj(i -> i < special.length() ? String.valueOf(special.charAt(i)) : "n")
                .collect(Collectors.joining())).limit(Boolean.getBoolean("recovery.long") ? 5000 : 300);
    }

    private List<String> run(String shell, String script) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("script"), script, UTF_8);
        Process process = new ProcessBuilder(shell, file.toString()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        List<String> words = new ArrayList<>(List.of(printed.split("\0", -1)));
        words.removeLast();
        return words;
    }

    /** Parses a word of a command line as systemd does: quotes and backslashes first, then specifiers and variables. */
    private static String asSystemd(String word) {
        StringBuilder out = new StringBuilder();
        boolean quoted = word.startsWith("\"");
        String inner = quoted ? word.substring(1, word.length() - 1) : word;
        assertThat(quoted || inner.matches("[^\\s;'\"\\\\#]+")).as(word).isTrue();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            assertThat(c).as(word).isNotEqualTo('"');
            if (c == '\\' || c == '%' || c == '$') {
                i++;
                assertThat(inner.charAt(i)).as(word).isIn(c == '\\' ? List.of('\\', '"') : List.of(c));
                out.append(inner.charAt(i));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
