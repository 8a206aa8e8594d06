package org.etcdrecovery.console.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.console.filing.NewFile.Contents;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    @TempDir
    Path directory;

    private final StepTools tools = TestTools.direct();
    private NewFile target;

    @BeforeEach
    void rememberTheDirectory() {
        tools.memory().update(settings -> settings.withSavedInto(directory.toString()));
        target = new NewFile(tools);
    }

    private void begin(Path... readOnly) {
        target.begin(new Contents("rescued m1", 1000, List.of(readOnly)));
    }

    @Test
    void suggestsANameInTheDirectoryOfTheLastSnapshot() {
        begin();

        assertThat(target.file().get()).hasValueSatisfying(file -> {
            assertThat(file.getParent()).isEqualTo(directory);
            assertThat(file.getFileName().toString()).startsWith("rescued-m1-").endsWith(".db");
        });
        assertThat(target.reason()).isEmpty();
    }

    @Test
    void suggestsTheNextNameIfAFileOrAManifestHasThis() throws IOException {
        begin();
        Path first = target.file().get().orElseThrow();
        Files.createFile(first);
        begin();
        Path second = target.file().get().orElseThrow();
        Files.createFile(Manifest.pathFor(second));
        begin();

        assertThat(second).hasFileName(numbered(first, 2));
        assertThat(target.file().get().orElseThrow()).hasFileName(numbered(first, 3));
    }

    private static String numbered(Path file, int number) {
        return file.getFileName().toString().replace(".db", "-" + number + ".db");
    }

    @Test
    void whatTheOperatorTypedIsNotReplaced() throws IOException {
        begin();
        Path typed = Files.createFile(directory.resolve("typed.db"));
        target.path().set(typed.toString());
        begin();

        assertThat(target.path().get()).isEqualTo(typed.toString());
        assertThat(target.problem().get()).startsWith("A file has this name.");
        assertThat(target.file().get()).isEmpty();
        assertThat(target.reason()).isEqualTo("Fix the path first");
    }

    @Test
    void writesNothingWhereTheConsoleOnlyReads() throws IOException {
        Path member = Files.createDirectory(directory.resolve("member"));
        begin(member);
        target.path().set(member.resolve("out.db").toString());

        assertThat(target.problem().get()).startsWith("This is in a directory that the console only reads.");
        assertThat(target.file().get()).isEmpty();
    }

    @Test
    void asksForAnotherDiskIfTheFileCannotFit() {
        target.begin(new Contents("rescued", Long.MAX_VALUE, List.of()));

        assertThat(target.problem().get()).startsWith("Only ").contains("free here");
    }

    @Test
    void suggestsTheHomeDirectoryOnceTheLastDirectoryIsGone() throws IOException {
        Files.delete(directory);
        begin();

        assertThat(Path.of(target.path().get()).getParent()).isEqualTo(Path.of(System.getProperty("user.home")));
    }
}
