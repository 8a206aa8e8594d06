package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.RescueText;
import org.etcdrecovery.core.report.json.RescueJson;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberComparison;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranker;
import org.etcdrecovery.core.rescue.Ranking;

/**
 * {@code rescue assess}: prints which member's directory to use and what it lacks; the verdict is also the exit code.
 */
public final class RescueAssessCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final Supplier<String> walDir;

    public RescueAssessCommand(Session session) {
        super(session, "Determine what the data directories of dead members hold, which one to use, and what only"
                + " their logs hold. Changes nothing. Exit code 0: one can be used; 1: one can, but it lacks"
                + " something or needs care; 2: none can.");
        arguments = options().arguments("DIR", "Data directories of one cluster, one per member.");
        walDir = options().text("DIR", "", "The WAL directory, for a single data directory whose member ran with"
                + " --wal-dir.",
                "--wal-dir");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        List<MemberDirectory> directories = assess(arguments.get());
        Ranking ranking = Ranker.rank(directories, MemberComparison.of(directories, progress()));
        print(json ? RescueJson.print(ranking) : new RescueText(ranking, session().terminal().ink()).all());
        return ranking.recommended()
                .map(taken -> taken.directory().needsCare() ? ExitCode.WITH_CARE : ExitCode.OK)
                .orElse(ExitCode.NOT_RESTORABLE);
    }

    private List<MemberDirectory> assess(List<String> paths) throws CommandFailure, IOException {
        if (paths.isEmpty()) {
            throw wrongUsage("no data directories given; name one for each member");
        }
        if (!walDir.get().isEmpty()) {
            if (paths.size() > 1) {
                throw wrongUsage("--wal-dir requires a single data directory, but there are " + paths.size() + ";"
                        + " assess them one by one");
            }
            return List.of(DirectoryAssessor.assess(Path.of(paths.getFirst()), Path.of(walDir.get()), progress()));
        }
        List<MemberDirectory> directories = new ArrayList<>();
        for (String path : paths) {
            directories.add(DirectoryAssessor.assess(Path.of(path), progress()));
        }
        return directories;
    }
}
