package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {
    @Test
    void namesTheFileAndWhatIsWrongWithIt() {
        assertThat(ErrorMessages.of(new NoSuchFileException("a.db")))
                .isEqualTo("a.db: there is no such file or directory");
        assertThat(ErrorMessages.of(new AccessDeniedException("a.db")))
                .isEqualTo("a.db: this user may not read or write it");
        assertThat(ErrorMessages.of(new DirectoryNotEmptyException("d")))
                .isEqualTo("d: is not empty, and is left as it is");
        assertThat(ErrorMessages.of(new FileNotFoundException("d is a directory, not a file")))
                .isEqualTo("d is a directory, not a file");
    }

    @Test
    void saysWhatToDoAboutAFullDisk() {
        assertThat(ErrorMessages.of(new FileSystemException("m1.etcd", null, "No space left on device")))
                .isEqualTo("m1.etcd: no space is left on that disk: free some, or choose another directory");
        assertThat(ErrorMessages.of(new IOException("No space left on device"))).startsWith("no space is left");
    }

    @Test
    void looksThroughWhatOnlyCarriesAnotherFailure() {
        IOException full = new IOException("Disk quota exceeded");
        assertThat(ErrorMessages.of(new UncheckedIOException(full)))
                .isEqualTo("the disk quota of this user is used up");
        assertThat(ErrorMessages.of(new ExecutionException(full))).isEqualTo("the disk quota of this user is used up");
    }

    @Test
    void saysHowToGetAtNamesThatTheLocaleCannotExpress() {
        assertThat(ErrorMessages.of(new InvalidPathException("?.db", "Malformed input"))).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void ownsUpToAFaultOfTheProgram() {
        assertThat(ErrorMessages.of(new IllegalStateException("internal detail")))
                .contains("fault of the program", "--debug")
                .doesNotContain("internal detail");
    }

    @Test
    void isNeverEmpty() {
        assertThat(ErrorMessages.of(new IOException())).isNotBlank();
        assertThat(ErrorMessages.of(new FileSystemException("f"))).isNotBlank();
        assertThat(ErrorMessages.of(new CancellationException())).isEqualTo("cancelled");
        assertThat(ErrorMessages.of(new OutOfMemoryError())).contains("-Xmx");
    }
}
