package org.etcdrecovery.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import org.etcdrecovery.core.text.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureStyleTest {
    @ParameterizedTest
    @ValueSource(strings = {"Is a directory", "Not a directory", "Read-only file system", "File name too long",
            "Too many levels of symbolic links", "No space left on device", "Input/output error"})
    void exitsByTheCodeOfTheFailure(String reason) {
        FileSystemException failure = new FileSystemException("x", null, reason);

        assertThat(FailureStyle.OWN.codeOf(failure))
                .isEqualTo(ErrorCode.of(failure).equals("file.failed") ? ExitCode.FAILED : ExitCode.REFUSED);
        assertThat(FailureStyle.ETCD.codeOf(failure)).isEqualTo(ExitCode.ETCD_FAILED);
    }
}
