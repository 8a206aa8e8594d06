package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.RescueText;
import org.etcdrecovery.core.report.json.RescueJson;
import org.etcdrecovery.core.rescue.Ranking;

/**
 * {@code rescue assess}: prints which member's directory to use and what it lacks; the verdict is also the exit code.
 */
public final class RescueAssessCommand extends RecoveryVerb {
    private final RescueDirectories directories;

    public RescueAssessCommand(Session session) {
        super(session, "Determine what the data directories of dead members hold, which one to use, and what only"
                + " their logs hold. Changes nothing. Exit code 0: one can be used; 1: one can, but it lacks"
                + " something or needs care; 2: none can.");
        directories = new RescueDirectories(options(), "Data directories of one cluster, one per member.");
    }

    @Override
    public int codeOf(Throwable thrown) {
        return codeOfUnusable(thrown);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        List<String> complaints = directories.complaints();
        if (!complaints.isEmpty()) {
            throw wrongUsage(complaints.toArray(String[]::new));
        }
        Ranking ranking = directories.rank(progress());
        print(json ? RescueJson.print(ranking) : new RescueText(ranking, session().terminal().ink()).all());
        boolean all = ranking.members().stream().allMatch(member -> member.directory().isAssessed());
        return ranking.recommended()
                .map(taken -> !all || taken.directory().needsCare() ? ExitCode.WITH_CARE : ExitCode.OK)
                .orElse(ExitCode.NOT_RESTORABLE);
    }
}
