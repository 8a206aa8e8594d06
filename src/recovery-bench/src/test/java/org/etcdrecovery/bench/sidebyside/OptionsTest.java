package org.etcdrecovery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final List<String> NEEDED = List.of("--corpus", "/corpus", "--etcdutl", "/etcdutl", "--ours",
            "/ours");

    @Test
    void measuresEverythingFiveTimesUnlessTold() {
        Options options = Options.parse(NEEDED);

        assertThat(options.runs()).isEqualTo(5);
        assertThat(options.quick()).isFalse();
        assertThat(options.only().matcher("any title").find()).isTrue();
        assertThat(options.markdown()).isEmpty();
    }

    @Test
    void takesTheLastOfTwoValues() {
        assertThat(with("--corpus", "/other").corpus()).isEqualTo(Path.of("/other").toAbsolutePath());
        assertThat(with("--corpus", "/other").scratch()).isEqualTo(Path.of("/other/scratch").toAbsolutePath());
        assertThat(with("--scratch", "/memory").scratch()).isEqualTo(Path.of("/memory/scratch").toAbsolutePath());
    }

    @Test
    void understandsAllOptions() {
        Options options = with("--quick", "--runs", "3", "--only", "cold$", "--markdown", "table.md");

        assertThat(options.quick()).isTrue();
        assertThat(options.runs()).isEqualTo(3);
        assertThat(options.only().matcher("status kube-15m").find()).isFalse();
        assertThat(options.markdown()).contains(Path.of("table.md"));
    }

    @ParameterizedTest
    @CsvSource({"--run,--run", "--runs,needs a value", "--runs=3,--runs=3"})
    void refusesAnOptionThatIsNotThereOrNotWhole(String option, String reason) {
        assertThatThrownBy(() -> with(option)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"--runs,0", "--runs,many", "--only,("})
    void refusesAValueThatMakesNoSense(String option, String value) {
        assertThatThrownBy(() -> with(option, value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option)
                .hasMessageContaining(value);
    }

    private static Options with(String... more) {
        List<String> arguments = new ArrayList<>(NEEDED);
        arguments.addAll(List.of(more));
        return Options.parse(arguments);
    }
}
