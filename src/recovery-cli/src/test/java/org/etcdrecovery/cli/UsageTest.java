package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "snapshot", "snapshot --help", "snapshot status --help",
            "snapshot restore -h", "snapshot verify -h", "rescue", "rescue assess -h", "wal", "wal dump -h", "plan -h",
            "restore -h",
            "rehearse -h", "hashkv -h", "explain -h", "version -h"})
    void helpIsAResult(String words) {
        Run run = Run.of(words.isEmpty() ? new Object[0] : words.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).startsWith("Usage: etcd-recovery").contains("--help");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theVersionIsAVerbAndAnOption() {
        Run verb = Run.of("version");
        Run option = Run.of("--version");

        assertThat(verb.code()).isEqualTo(ExitCode.OK);
        assertThat(verb.out()).startsWith("etcd-recovery version: ");
        assertThat(option.out()).isEqualTo(verb.out());
        assertThat(option.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void helpNamesEveryVerb() {
        assertThat(Run.of().out()).contains("  snapshot ", "  rescue ", "  plan ", "  restore ", "  rehearse ",
                "  hashkv ", "  explain ",
                "  version ");
        assertThat(Run.of("snapshot").out()).contains("  status ", "  verify ", "  restore ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bogus", "snapshot bogus", "snapshot verify", "snapshot verify a b", "cluster assess extra",
            "cluster prove extra",
            "cluster prove --plan p -- extra", "snapshot verify --x",
            "snapshot verify a -w table", "plan", "plan a", "restore", "restore a b", "restore a --bump-revision x",
            "plan a --member", "restore --plan", "explain none.such"})
    void wrongUsageHasACodeOfItsOwn(String words) {
        Run run = Run.of((Object[]) words.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("etcd-recovery").doesNotContain("Exception");
    }

    @Test
    void aSurplusArgumentIsNamed() {
        assertThat(Run.of("cluster", "assess", "extra").err())
                .startsWith("etcd-recovery cluster assess: unexpected argument \"extra\"; it takes only options\n");
        assertThat(Run.of("cluster", "prove", "http://u:secret@h").err()).contains("\"***@h\"");
    }

    @Test
    void optionsMayStandAnywhereAndTheLastOneCounts() throws IOException {
        Snapshots.copyTo(directory);
        Path file = directory.resolve(Snapshots.OF_3_6);

        assertThat(Run.of("snapshot", "status", "-w", "table", file, "--write-out=json").out()).startsWith("{");
        assertThat(Run.of("snapshot", "status", "-wjson", file).out()).startsWith("{");
    }

    @Test
    void aFileMayBeCalledLikeAListOfOptions() throws IOException {
        Path file = directory.resolve("@snapshot");
        Files.write(file, Snapshots.bytes(Snapshots.OF_3_6));

        assertThat(Run.of("snapshot", "status", file).code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void refusesAnUnknownEdition() {
        Run run = Run.of("snapshot", "status", "a.db", "--compat", "3.3");

        assertThat(run.code()).isEqualTo(ExitCode.ETCD_FAILED);
        assertThat(run.err()).contains("--compat");
    }

    @Test
    void showsWhereAFailureComesFromOnlyWhenAsked() {
        assertThat(Run.of("snapshot", "verify", "missing.db").err()).doesNotContain("\tat ");
        assertThat(Run.of("snapshot", "verify", "missing.db", "--debug").err()).contains("\tat ");
    }

    @Test
    void aResultThatCannotBeWrittenIsAFailure() throws IOException {
        Snapshots.copyTo(directory);
        StringWriter err = new StringWriter();
        Terminal full = Terminal.ofWriters(new PrintWriter(new FullDisk()), new PrintWriter(err));

        int code = Main.run(new Session(full, new Cancellation(), Map.of()), "snapshot", "status",
                directory.resolve(Snapshots.OF_3_6).toString());

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("could not be written to standard output");
    }

    @Test
    void coloursNothingThatGoesToAFile() throws IOException {
        Snapshots.copyTo(directory);

        assertThat(Run.of("snapshot", "verify", directory.resolve(Snapshots.OF_3_6)).out()).doesNotContain("\u001b");
    }

    @Test
    void coloursTheVerdictForAReader() throws IOException {
        Snapshots.copyTo(directory);
        StringWriter out = new StringWriter();
        Terminal terminal = Terminal.ofWriters(new PrintWriter(out), new PrintWriter(new StringWriter()), true);

        Main.run(new Session(terminal, new Cancellation(), Map.of()), "snapshot", "verify",
                directory.resolve(Snapshots.OF_3_6).toString());

        assertThat(out.toString()).endsWith(": \u001b[32mRESTORABLE\u001b[0m\n");
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
