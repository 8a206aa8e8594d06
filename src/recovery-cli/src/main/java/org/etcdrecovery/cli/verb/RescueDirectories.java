package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.DeclaredOptions;
import org.etcdrecovery.cli.options.GivenPath;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.rescue.Triage;

/** The data directories that a rescue verb takes. */
final class RescueDirectories {
    private final Supplier<List<String>> arguments;
    private final Supplier<String> walDir;

    /** Declares the arguments and the option. */
    RescueDirectories(DeclaredOptions options, String description) {
        arguments = options.arguments("DIR...", description);
        walDir = options.text("DIR", "", "The WAL directory, for a single data directory whose member ran with"
                + " --wal-dir.",
                "--wal-dir");
    }

    /** What is wrong with the arguments; empty if nothing is. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        int count = arguments.get().size();
        if (count == 0) {
            complaints.add("no data directories given; name one for each member");
        }
        if (!walDir.get().isEmpty() && count > 1) {
            complaints.add("--wal-dir requires a single data directory, but there are " + count);
        }
        return complaints;
    }

    private List<MemberDirectory> directories(Progress progress) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String argument : arguments.get()) {
            paths.add(GivenPath.of(argument));
        }
        if (paths.size() > 1) {
            return DirectoryAssessor.assess(paths, progress);
        }
        Path only = paths.getFirst();
        return List.of(walDir.get().isEmpty()
                ? DirectoryAssessor.assess(only, progress)
                : DirectoryAssessor.assess(only, Path.of(walDir.get()), progress));
    }

    /** Assesses all of them, compares and ranks them. */
    Ranking rank(Progress progress) throws IOException {
        return Triage.of(directories(progress), progress).ranking();
    }
}
