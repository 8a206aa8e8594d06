package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Exceptions of libraries without a message still give a sentence. */
class FailuresTest {
    @Test
    void whatGrpcSaysOfMessagesIsSaidPlainly() {
        assertThat(of(Status.CANCELLED.withDescription("Failed to read message.")))
                .isEqualTo("host:2379 answered with a message that cannot be read.");
        assertThat(of(Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size 1048576: -1")))
                .isEqualTo("host:2379 answered with a message of more than the 1048576 bytes that are accepted here.");
        assertThat(of(Status.INTERNAL.withDescription("It is broken."))).isEqualTo("host:2379 answered: It is broken.");
    }

    private static String of(Status status) {
        return Failures.of(status.asRuntimeException(), new Endpoint("host", 2379, false)).what();
    }

    @Test
    void nothingIsEverSaidToBeNull() {
        Stream<Throwable> codes = Stream.of(Status.Code.values()).map(code -> code.toStatus().asRuntimeException());
        Stream<Throwable> causes = Stream
                .<Throwable>of(new IllegalArgumentException(), new IOException(), new ConnectException(),
                        new SocketException(), new SSLException((String) null), new OutOfMemoryError())
                .flatMap(cause -> Stream.of(cause, new ExecutionException(cause),
                        Status.UNKNOWN.withCause(cause).asRuntimeException()));
        for (Throwable thrown : Stream.concat(codes, causes).toList()) {
            for (boolean tls : List.of(true, false)) {
                Failure failure = Failures.of(thrown, new Endpoint("host", 2379, tls));
                assertThat(failure.sentence()).as("%s", thrown).doesNotContain("null").isNotBlank();
            }
        }
    }
}
