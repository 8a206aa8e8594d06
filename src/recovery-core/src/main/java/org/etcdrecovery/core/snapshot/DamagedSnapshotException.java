package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.ShownMessage;

/**
 * Thrown if the content of a snapshot contradicts itself. The message is that of {@code etcdutl snapshot status},
 * followed by one line for each of the first thousand problems.
 */
public final class DamagedSnapshotException extends IOException implements Coded, ShownMessage {
    private static final long serialVersionUID = 1L;

    DamagedSnapshotException(String headline, List<String> problems) {
        super(Stream.concat(Stream.of(headline), problems.stream()).map(Shown::text).collect(Collectors.joining("\n")));
    }

    @Override
    public String code() {
        return "file.damaged";
    }
}
