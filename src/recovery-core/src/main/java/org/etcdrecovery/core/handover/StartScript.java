package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellText;
import org.etcdrecovery.core.url.EtcdUrl;

/**
 * A script for the host of one member, which the operator saves and reads before running it. It moves the copied
 * directory into place and becomes the server. It overwrites nothing, and exits before the first change if anything is
 * not as expected.
 */
public final class StartScript {
    private static final String CHECK_COPIES = """

            for dir in "${dirs[@]}"; do
              if [[ ! -d $dir.new ]]; then
                echo "$dir.new does not exist. Copy the restored directory to this host first." >&2
                exit 1
              fi
              if [[ -e $dir.before-recovery ]]; then
                echo "$dir.before-recovery already exists, and this script overwrites nothing. Move it away first." >&2
                exit 1
              fi
            done
            """;
    private static final String MOVE_INTO_PLACE = """

            # The old directory stays on this host, next to the new one.
            for dir in "${dirs[@]}"; do
              if [[ -e $dir ]]; then
                mv -T -- "$dir" "$dir.before-recovery"
              fi
              mv -T -- "$dir.new" "$dir"
            done
            """;
    /** Checks that no server is running: a server keeps its database locked. */
    private static final String CHECK_NO_SERVER = """

            # A running server keeps its database locked.
            db=${dirs[0]}/member/snap/db
            if [[ -f $db ]] && command -v flock >/dev/null && ! flock -n "$db" true; then
              echo "A server is still running on ${dirs[0]}. Stop it first." >&2
              exit 1
            fi
            """;
    /** An old server may have its data in another directory. */
    private static final String CHECK_PORTS = """
            if command -v ss >/dev/null; then
              for socket in "${sockets[@]}"; do
                taken=$(ss -Hltnp "$socket")
                if [[ -n $taken ]]; then
                  echo "A server still has a port of this member. Stop it first: $taken" >&2
                  exit 1
                fi
              done
            fi
            """;
    private static final String CHECK_RESTORED = """

            for dir in "${dirs[@]}"; do
              if [[ ! -d $dir ]]; then
                echo "$dir does not exist. Restore it first." >&2
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
        text.append("set -euo pipefail\n\ndirs=(").append(directories(place)).append(")\n").append(CHECK_NO_SERVER);
        List<String> sockets = sockets(member);
        if (!sockets.isEmpty()) {
            text.append("\nsockets=(").append(String.join(" ", sockets)).append(")\n").append(CHECK_PORTS);
        }
        text.append(place.isAsRestored(member) ? CHECK_RESTORED : CHECK_COPIES + MOVE_INTO_PLACE);
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
            lines.add("Run it on " + place.host() + " after copying the directory there and stopping its old server.");
        }
        return lines;
    }

    /** The filters of {@code ss} for what the member will listen on, quoted. */
    private static List<String> sockets(PlannedMember member) {
        return StartFlags.listening(member)
                .stream()
                .filter(url -> !url.isUnixSocket() && !url.port().isEmpty())
                .map(StartScript::socket)
                .distinct()
                .map(ShellText::quote)
                .toList();
    }

    private static String socket(EtcdUrl url) {
        String port = "sport = :" + url.port();
        return url.isAnyAddress()
                ? port
                : port + " and ( src = " + (url.host().contains(":") ? "[" + url.host() + "]" : url.host())
                        + " or src = 0.0.0.0 or src = [::] )";
    }

    private static String directories(Placement place) {
        return Stream.concat(Stream.of(place.dataDir()), place.walDir().stream())
                .map(ShellText::quoteFile)
                .collect(Collectors.joining(" "));
    }
}
