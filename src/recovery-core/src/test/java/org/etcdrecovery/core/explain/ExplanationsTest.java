package org.etcdrecovery.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.testing.PlainEnglish;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    private static final Path PAGE = Path.of("../../assets/findings.md");
    /** What only the command line has, so that the window could not say it. */
    private static final Pattern OF_THE_COMMAND_LINE = Pattern.compile("--(accept|committed-only|entry|etcd-version"
            + "|skip-hash-check|show-secrets|dry-run|clear-alarms|keep)"
            + "|“(snapshot (?!save)|rescue |wal |cluster |endpoint )[a-z]+”");

    private final Explanations explanations = Explanations.load();

    @Test
    void everyTextIsPlainEnglish() {
        assertThat(explanations.all()).hasSizeGreaterThan(300).allSatisfy(entry -> {
            assertThat(texts(entry)).as(entry.code())
                    .allSatisfy(text -> assertThat(text).doesNotContainPattern(PlainEnglish.STILTED));
            assertThat(entry.title()).as(entry.code()).doesNotEndWith(".").hasSizeLessThan(90);
            assertThat(List.of(entry.cause(), entry.remedy())).as(entry.code())
                    .allSatisfy(text -> assertThat(text).matches("[A-Za-z0-9“-].*[.?]"));
        });
    }

    @Test
    void namesTheCommandLineOnlyByAdvised() {
        assertThat(explanations.all()).allSatisfy(entry -> assertThat(texts(entry)).as(entry.code())
                .allSatisfy(
                        text -> assertThat(Advised.named(text, _ -> "")).doesNotContainPattern(OF_THE_COMMAND_LINE)));
    }

    @Test
    void findsAnEntryByItsCode() {
        assertThat(explanations.of("hash.missing").map(Explanation::title)).contains("No SHA-256 follows the image");
        assertThat(explanations.of("hash.mising")).isEmpty();
    }

    @Test
    void offersWhatWasMeant() {
        assertThat(explanations.near("hash.mising")).first().isEqualTo("hash.missing");
        assertThat(explanations.near("HASH.WRONG")).first().isEqualTo("hash.wrong");
        assertThat(explanations.near("torn-write")).containsExactly("rescue.torn-write");
        assertThat(explanations.near("host")).hasSize(5).allMatch(code -> code.contains("host"));
        assertThat(explanations.near("")).isEmpty();
        assertThat(explanations.near("nothing like this at all")).isEmpty();
        assertThat(explanations.near("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void anEntryThatLacksALineIsNamed() {
        assertThatThrownBy(() -> Explanations.parse("a.b\nTitle\nCause.\nRemedy.\n\nc.d\nTitle\n", "x.txt"))
                .hasMessage("x.txt: c.d has 2 lines, not 4");
    }

    /**
     * To write the page anew: {@code mvn -o test -pl src/recovery-core -Dtest=ExplanationsTest
     * -DregeneratePage}.
     */
    @Test
    void thePageIsWhatTheEntriesSay() throws IOException {
        String page = ExplanationPage.markdown(explanations);
        if (System.getProperty("regeneratePage") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(page).isEqualTo(Files.readString(PAGE));
    }

    @Test
    void thePageEscapesMarkdown() {
        assertThat(ExplanationPage.markdown(explanations)).contains("letters, digits and . \\_ -")
                .contains("\n### `hash.missing`\n\n**No SHA-256 follows the image.** ")
                .contains("- [Running members](#running-members)\n")
                .contains("\n## Running members\n");
    }

    private static List<String> texts(Explanation entry) {
        return List.of(entry.title(), entry.cause(), entry.remedy());
    }
}
