package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.ShownMessage;

/**
 * A snapshot whose content contradicts itself, with everything that was found. The message is the one of
 * {@code etcdutl snapshot status}; each problem follows on a line of its own.
 */
public final class DamagedSnapshotException extends IOException implements Coded, ShownMessage {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    DamagedSnapshotException(String headline, List<String> problems) {
        super(Stream.concat(Stream.of(headline), problems.stream()).map(Shown::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What was found, one line each; no more than the first thousand. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public String code() {
        return "file.damaged";
    }
}
