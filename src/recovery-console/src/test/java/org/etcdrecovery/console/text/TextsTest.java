package org.etcdrecovery.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    private static final Path BUNDLES = Path.of("src/main/resources/org/etcdrecovery/console/text");
    private static final Path SOURCES = Path.of("src/main/java/org/etcdrecovery/console");

    static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyTextCanBeFormatted(Path bundle) throws IOException {
        Properties texts = load(bundle);

        texts.stringPropertyNames()
                .forEach(key -> assertThat(texts.getProperty(key)).as(key)
                        // A plain apostrophe quotes text in a format, and would vanish.
                        .doesNotContain("'")
                        .isNotBlank()
                        .satisfies(text -> assertThat(new MessageFormat(text)).isNotNull()));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noTextSoundsLikeAProgram(Path bundle) throws IOException {
        Properties texts = load(bundle);

        texts.stringPropertyNames()
                .forEach(key -> assertThat(texts.getProperty(key)).as(key)
                        .doesNotContainPattern("(?i)\\b(oops|please|success!|invalid|illegal|fatal)\\b|\\bError\\b"));
    }

    /** Some keys are composed at run time, so this checks that the beginning of each key occurs in the sources. */
    @ParameterizedTest
    @MethodSource("bundles")
    void noTextIsLeftOver(Path bundle) throws IOException {
        String sources = sources();

        load(bundle).stringPropertyNames().forEach(key -> assertThat(isUsed(key, sources)).as(key).isTrue());
    }

    @Test
    void namesAKeyThatIsMissing() {
        assertThatThrownBy(() -> Texts.of("shell").get("no.such.key")).isInstanceOf(MissingResourceException.class)
                .hasMessageContaining("no.such.key");
    }

    @Test
    void gathersTheParagraphsOfHelp() {
        HelpTopic topic = Texts.of("source").help("help.quorum");

        assertThat(topic.title()).isNotBlank();
        assertThat(topic.paragraphs()).isNotEmpty();
    }

    private static boolean isUsed(String key, String sources) {
        for (String beginning = key; !beginning.isEmpty(); beginning = shorter(beginning)) {
            if (sources.contains('"' + beginning + '"') || sources.contains('"' + beginning + ".\"")) {
                return true;
            }
        }
        return false;
    }

    private static String shorter(String key) {
        return key.contains(".") ? key.substring(0, key.lastIndexOf('.')) : "";
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static Properties load(Path bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle)) {
            texts.load(reader);
        }
        return texts;
    }
}
