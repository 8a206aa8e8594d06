package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellText;

/**
 * A script for the host of one member, to be saved and read before it is run: it puts the copied directory in place and
 * becomes the server. It overwrites nothing; whatever is not as expected ends it before the first change.
 */
public final class StartScript {
    private static final String CHECKS = """

            for dir in "${dirs[@]}"; do
              if [[ ! -d $dir.new ]]; then
                echo "$dir.new is not there. Copy the restored directory to this host first." >&2
                exit 1
              fi
              if [[ -e $dir.before-recovery ]]; then
                echo "$dir.before-recovery is there already, and nothing is overwritten. Move it away first." >&2
                exit 1
              fi
            done
            """;
    private static final String MOVES = """

            # The old directory stays on this host, beside the new one.
            for dir in "${dirs[@]}"; do
              if [[ -e $dir ]]; then
                mv -T -- "$dir" "$dir.before-recovery"
              fi
              mv -T -- "$dir.new" "$dir"
            done
            """;
    /** A server keeps its database locked as long as it runs. */
    private static final String UNUSED = """

            # A server that still runs keeps its database locked.
            db=${dirs[0]}/member/snap/db
            if [[ -f $db ]] && command -v flock >/dev/null && ! flock -n "$db" true; then
              echo "A server still runs on ${dirs[0]}. Stop it first." >&2
              exit 1
            fi
            """;
    private static final String THERE = """

            for dir in "${dirs[@]}"; do
              if [[ ! -d $dir ]]; then
                echo "$dir is not there. Restore it first." >&2
                exit 1
              fi
            done
            """;

    private StartScript() {}

    /** The name to save it under. */
    public static String fileName(PlannedMember member) {
        return "start-" + member.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".sh";
    }

    /** The script, for bash. */
    public static Command of(RestorePlan plan, PlannedMember member, Placement place) {
        Command server = StartCommands.shell(plan, member, place);
        StringBuilder text = new StringBuilder("#!/usr/bin/env bash\n");
        head(plan, member, place).forEach(line -> text.append("# ").append(line).append('\n'));
        server.notes().forEach(note -> text.append("# ").append(note).append('\n'));
        text.append("set -euo pipefail\n\ndirs=(").append(directories(place)).append(")\n").append(UNUSED);
        text.append(place.isAsRestored(member) ? THERE : CHECKS + MOVES);
        place.owner()
                .ifPresent(owner -> text.append("\nchown -R ")
                        .append(ShellText.quote(owner.toString()))
                        .append(" -- \"${dirs[@]}\"\nchmod 700 -- \"${dirs[@]}\"\n"));
        text.append("\nexec ").append(server.text()).append('\n');
        return new Command(text.toString(), List.of());
    }

    private static List<String> head(RestorePlan plan, PlannedMember member, Placement place) {
        List<String> lines = new ArrayList<>();
        lines.add((place.isAsRestored(member) ? "Starts " : "Puts the restored directory in place and starts ")
                + member.name()
                + " of the cluster " + plan.clusterId() + ".");
        if (!place.isAsRestored(member)) {
            lines.add("Run it on " + place.host() + ", once the directory has been copied there and its old server is"
                    + " stopped.");
        }
        return lines;
    }

    private static String directories(Placement place) {
        return Stream.concat(Stream.of(place.dataDir()), place.walDir().stream())
                .map(ShellText::quoteFile)
                .collect(Collectors.joining(" "));
    }
}
