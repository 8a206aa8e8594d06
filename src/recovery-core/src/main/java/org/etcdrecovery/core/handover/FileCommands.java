package org.etcdrecovery.core.handover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PrepareRequest;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.shell.ShellText;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.text.UrlText;

/** Commands to inspect a snapshot file and to plan or run this restore from it, without this program's window. */
public final class FileCommands {
    private static final String PROGRAM = "etcd-recovery ";
    /** Stands for a URL with a query, which may be secret. */
    private static final String SECRET_URL = " \"$SNAPSHOT_URL\"";

    private FileCommands() {}

    /** Shows the status table with the tool of the given version. */
    public static Command status(Path snapshot, EtcdRelease tool) {
        return plain(new ShellLine(tool.snapshotTool() + " snapshot status").file(snapshot).asTable());
    }

    /** Shows the verdict and its findings. */
    public static Command verify(SnapshotName snapshot) {
        return plain(line("snapshot verify", snapshot));
    }

    /**
     * Computes what a server answers to HashKV. Not {@code etcdutl hashkv}: it opens the file for writing and changes
     * it.
     */
    public static Command hashKv(SnapshotName snapshot) {
        return new Command(line("hashkv", snapshot).toString(),
                List.of("etcdutl hashkv opens the file for writing and changes it; give it a copy."));
    }

    /** Tells what still reads of a damaged file, and what would be lost by writing that as a new one. */
    public static Command salvage(SnapshotName damaged) {
        return new Command(line("snapshot salvage", damaged).toString(),
                List.of("It says what is lost. With --out FILE it writes the rest, once you accept the loss."));
    }

    /**
     * Writes what still reads of a damaged file as a new one.
     *
     * @param accepted the codes of the findings that the operator accepts
     */
    public static Command salvage(SnapshotName damaged, Path out, List<String> accepted) {
        return plain(accepting(line("snapshot salvage", damaged).option("out", out.toString()), accepted));
    }

    /** Shows which of these data directories to use, and what only their WALs hold. */
    public static Command assess(List<Path> dataDirs) {
        ShellLine line = new ShellLine(PROGRAM + "rescue assess");
        dataDirs.forEach(line::file);
        return plain(line);
    }

    /** As {@link #rescue(List, Optional, Path, boolean, List)}, with everything in the log and nothing accepted. */
    public static Command rescue(List<Path> dataDirs, Optional<Path> walDir, Path out) {
        return rescue(dataDirs, walDir, out, false, List.of());
    }

    /**
     * Makes a snapshot of a data directory, with what its log holds.
     *
     * @param dataDirs      the directory, and those whose logs continue its own
     * @param walDir        the directory of the log, if it is elsewhere
     * @param committedOnly whether to leave out the entries after the commit index
     * @param accepted      the codes of the findings that the operator accepts
     */
    public static Command rescue(List<Path> dataDirs, Optional<Path> walDir, Path out, boolean committedOnly,
            List<String> accepted) {
        ShellLine line = new ShellLine(PROGRAM + "rescue snapshot");
        dataDirs.forEach(line::file);
        walDir.ifPresent(directory -> line.option("wal-dir", directory.toString()));
        line.option("out", out.toString());
        flag(line, "committed-only", committedOnly);
        return plain(accepting(line, accepted));
    }

    private static ShellLine accepting(ShellLine line, List<String> codes) {
        return codes.isEmpty() ? line : line.option("accept", String.join(",", codes));
    }

    /** Prints the plan of a request without writing anything. */
    public static Command plan(SnapshotName snapshot, RestoreRequest request) {
        return requested("plan", snapshot, request);
    }

    /** Writes the plan of a request to a file, and nothing else. */
    public static Command plan(SnapshotName snapshot, RestoreRequest request, Path file) {
        return new Command(asked("plan", snapshot, request) + " > " + ShellText.quoteFile(file.toString()),
                notes(request));
    }

    /** Writes a prepared snapshot. */
    public static Command prepare(SnapshotName snapshot, Path out, PrepareRequest request) {
        ShellLine line = line("snapshot prepare", snapshot).option("out", out.toString());
        if (request.revisionBump() != 0) {
            line.option("bump-revision", Long.toString(request.revisionBump()));
        }
        flag(line, "mark-compacted", request.markCompacted());
        flag(line, "clear-alarms", request.clearAlarms());
        request.keyspace().ifPresent(edited -> keyspace(line, edited.edit()));
        return plain(accepting(line, request.accepted().stream().sorted().map(ProblemCode::text).toList()));
    }

    private static void keyspace(ShellLine line, KeyspaceEdit edit) {
        edit.asOf().ifPresent(revision -> line.option("as-of", Long.toString(revision)));
        if (!edit.leases().equals(LeaseChoice.KEEP)) {
            line.option("lease", String.join(",", edit.leases().texts()));
        }
        edit.leaseTtl().ifPresent(seconds -> line.option("lease-ttl", seconds + "s"));
        flag(line, "drop-leased", edit.dropLeased());
    }

    /** Carries out a request. */
    public static Command restore(SnapshotName snapshot, RestoreRequest request) {
        return requested("restore", snapshot, request);
    }

    /** Carries out a saved plan, which names the snapshot. */
    public static Command restore(Path planFile) {
        return plain(new ShellLine(PROGRAM + "restore").option("plan", planFile.toString()));
    }

    /**
     * Rehearses a request.
     *
     * @param etcd        the etcd to run; empty for the first in {@code PATH} with the planned version
     * @param everyMember whether to run all members instead of one
     */
    public static Command rehearse(SnapshotName snapshot, RestoreRequest request, Optional<Path> etcd,
            boolean everyMember) {
        return new Command(rehearsing(asked("rehearse", snapshot, request), etcd, everyMember).toString(),
                notes(request));
    }

    /** Rehearses a saved plan, which names the snapshot; the other arguments are those of the other way. */
    public static Command rehearse(Path planFile, Optional<Path> etcd, boolean everyMember) {
        return plain(rehearsing(new ShellLine(PROGRAM + "rehearse").option("plan", planFile.toString()), etcd,
                everyMember));
    }

    private static ShellLine rehearsing(ShellLine line, Optional<Path> etcd, boolean everyMember) {
        etcd.ifPresent(program -> line.option("etcd", program.toString()));
        return everyMember ? line.option("members", "all") : line;
    }

    private static ShellLine line(String verb, SnapshotName snapshot) {
        boolean secret = snapshot.address().filter(address -> address.endsWith(UrlText.HIDDEN_QUERY)).isPresent();
        ShellLine line = new ShellLine(PROGRAM + verb + (secret ? SECRET_URL : ""));
        if (!secret) {
            snapshot.address().ifPresentOrElse(line::argument, () -> line.file(snapshot.file()));
        }
        snapshot.entry().ifPresent(entry -> line.option("entry", entry));
        return line;
    }

    private static Command requested(String verb, SnapshotName snapshot, RestoreRequest request) {
        return new Command(asked(verb, snapshot, request).toString(), notes(request));
    }

    private static ShellLine asked(String verb, SnapshotName snapshot, RestoreRequest request) {
        ShellLine line = line(verb, snapshot);
        Optional<Path> out = request.members().stream().flatMap(member -> ownParent(member).stream()).findFirst();
        out.ifPresent(directory -> line.option("out", directory.toString()));
        boolean onHosts = verb.equals("plan")
                && request.members().stream().allMatch(member -> member.dataDir().isEmpty());
        flag(line, "on-hosts", onHosts);
        for (MemberRequest member : request.members()) {
            member(line, member, out, onHosts);
        }
        line.option("token", request.token());
        request.target().ifPresent(version -> line.option("etcd-version", version.toString()));
        if (request.revisionBump() != 0) {
            line.option("bump-revision", Long.toString(request.revisionBump()));
        }
        request.owner().ifPresent(owner -> line.option("owner", owner.toString()));
        request.quota().ifPresent(quota -> line.option("quota-backend-bytes", Long.toString(quota.bytes())));
        flag(line, "mark-compacted", request.markCompacted());
        flag(line, "clear-alarms", request.clearAlarms());
        request.keyspace().ifPresent(edited -> keyspace(line, edited.edit()));
        flag(line, "skip-hash-check", request.skipHashCheck());
        if (!request.skipHashCheck() && !request.accepted().isEmpty()) {
            line.option("accept", request.accepted()
                    .stream()
                    .sorted()
                    .map(ProblemCode::text)
                    .collect(Collectors.joining(",")));
        }
        flag(line, "skip-read-back", request.skipReadBack());
        return line;
    }

    private static void member(ShellLine line, MemberRequest member, Optional<Path> out, boolean onHosts) {
        String name = member.name();
        line.option("member", name + '=' + String.join(",", UrlText.of(member.peerUrls())));
        if (!member.clientUrls().isEmpty()) {
            line.option("client-urls", name + '=' + String.join(",", UrlText.of(member.clientUrls())));
        }
        if (member.dataDir().isEmpty()) {
            if (!onHosts) {
                line.option("elsewhere", name);
            }
        } else if (out.isEmpty() || !ownParent(member).equals(out)) {
            line.option("data-dir", name + '=' + member.dataDir().get());
        }
        member.walDir().ifPresent(directory -> line.option("wal-dir", name + '=' + directory));
        if (member.learner()) {
            line.option("learner", name);
        }
    }

    /** The parent of the data directory, if the data directory has the name that {@code --out} would give it. */
    private static Optional<Path> ownParent(MemberRequest member) {
        return member.dataDir()
                .filter(directory -> directory.endsWith(member.name() + ".etcd"))
                .map(Path::getParent);
    }

    private static List<String> notes(RestoreRequest request) {
        List<String> notes = new ArrayList<>();
        if (request.token().isEmpty()) {
            notes.add("The command does not accept an empty token: it generates a new one.");
        }
        return notes;
    }

    private static void flag(ShellLine line, String name, boolean set) {
        if (set) {
            line.flag(name);
        }
    }

    private static Command plain(ShellLine line) {
        return new Command(line.toString(), List.of());
    }
}
