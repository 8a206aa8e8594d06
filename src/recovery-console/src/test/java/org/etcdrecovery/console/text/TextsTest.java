package org.etcdrecovery.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.PlainEnglish;
import org.etcdrecovery.core.testing.StringLiterals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/etcdrecovery/console");
    /** The paragraphs of a help topic. */
    private static final Pattern PARAGRAPH = Pattern.compile("\\.\\d+");
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
                        .doesNotContainPattern(PlainEnglish.STILTED)
                        .doesNotContainPattern("(?i)\\b(oops|please|success!|invalid|illegal|fatal)\\b|\\bError\\b"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noTextIsRawOrUnfinished(String bundle) {
        Bundles.load(bundle).forEach((key, text) -> assertThat(text).as(key).doesNotContainPattern(RAW));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noTextIsLeftOver(String bundle) throws IOException {
        Set<String> literals = literals();

        Bundles.load(bundle).keySet().forEach(key -> assertThat(isUsed(key, literals)).as(key).isTrue());
    }

    @Test
    void knowsATextThatIsLeftOver() throws IOException {
        Set<String> literals = literals();

        assertThat(isUsed("footer.back", literals)).isTrue();
        assertThat(isUsed("help.quorum.1", literals)).as("a paragraph").isTrue();
        assertThat(isUsed("verdict.DAMAGED", literals)).as("composed of “verdict.” and a constant").isTrue();
        assertThat(isUsed("footer.unused", literals)).isFalse();
        assertThat(isUsed("help.unused.1", literals)).isFalse();
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

    /** Whether a key is in the sources: whole, or composed of a beginning with a dot, or of two parts. */
    private static boolean isUsed(String key, Set<String> literals) {
        if (literals.contains(key)) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            String rest = key.substring(dot);
            if (literals.contains(key.substring(0, dot + 1)) || (literals.contains(key.substring(0, dot))
                    && (literals.contains(rest) || PARAGRAPH.matcher(rest).matches()))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> literals() throws IOException {
        return StringLiterals.in(SOURCES).stream().map(StringLiterals.Literal::text).collect(Collectors.toSet());
    }
}
