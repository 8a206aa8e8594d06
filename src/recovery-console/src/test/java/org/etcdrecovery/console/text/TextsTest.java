package org.etcdrecovery.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/etcdrecovery/console");
    /** What a maintainer would not write, because it is translated, stilted, or names no actor. */
    private static final String STILTED = "(?i)\\b((is|are) none|stands?|whoever|(no|some)body|mend(ed|s)?|hangs? on"
            + "|calls? for|take back|forget it|under way|cannot be told|given up|unless (told|said)|strangers?"
            + "|goes? without|however long|nothing that you|is told|be there|living)\\b";
    /** What belongs into the details of a failure, or was never filled in. */
    private static final String RAW = "\\w(Exception|Error)\\b|\\bnull\\b|\\bjava\\.|%[sd]|\\?\\?|\\bTODO\\b|\\bFIXME\\b"
            + "|\\$\\w";

    static Set<String> bundles() {
        return Bundles.names();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyTextCanBeFormatted(String bundle) {
        Bundles.load(bundle).forEach((key, text) -> {
            // A plain apostrophe quotes text in a format, and would vanish.
            assertThat(text).as(key).doesNotContain("'").isNotBlank();
            for (int amount : new int[]{0, 1, 2, 3}) {
                MessageFormat format = new MessageFormat(text, Locale.ENGLISH);
                Object[] amounts = IntStream.generate(() -> amount).limit(6).boxed().toArray();
                assertThat(format.format(amounts)).as(key).doesNotContain("{", "}", "|", "  ");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyTextIsPlainEnglish(String bundle) {
        Bundles.load(bundle)
                .forEach((key, text) -> assertThat(text).as(key)
                        .doesNotContainPattern(STILTED)
                        .doesNotContainPattern("(?i)\\b(oops|please|success!|invalid|illegal|fatal)\\b|\\bError\\b"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noTextIsRawOrUnfinished(String bundle) {
        Bundles.load(bundle).forEach((key, text) -> assertThat(text).as(key).doesNotContainPattern(RAW));
    }

    /** Some keys are composed at run time, so this checks that the beginning of each key occurs in the sources. */
    @ParameterizedTest
    @MethodSource("bundles")
    void noTextIsLeftOver(String bundle) throws IOException {
        String sources = sources();

        Bundles.load(bundle).keySet().forEach(key -> assertThat(isUsed(key, sources)).as(key).isTrue());
    }

    @Test
    void everyConstantThatIsShownHasItsText() {
        assertEach("source", "state.", MemberState.State.values());
        assertEach("home", "verdict.", Verdict.values());
        assertEach("inspect", "verdict.", Verdict.values());
        assertEach("finding", "severity.", Severity.values());
        assertEach("start", "form.", StartForm.values());
    }

    private static void assertEach(String bundle, String prefix, Enum<?>[] constants) {
        assertThat(Bundles.load(bundle)).containsKeys(Arrays.stream(constants)
                .map(constant -> prefix + constant.name())
                .toArray(String[]::new));
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
}
