package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.List;

/** Runs a command that does not read its input, and ends it when this process ends, however that happens. */
final class EndsWithUs {
    /** The input of the shell ends with this process; that of the command is empty. */
    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            command=$!
            { cat <&3 >/dev/null; kill "$command"; } >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            wait "$command"
            status=$?
            kill "$watch" 2>/dev/null
            exit "$status"
            """;

    private EndsWithUs() {}

    static List<String> wrap(List<String> command) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        line.addAll(command);
        return line;
    }
}
