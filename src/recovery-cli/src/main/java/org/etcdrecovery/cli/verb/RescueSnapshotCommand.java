package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.text.InspectionText;
import org.etcdrecovery.cli.text.ReplayText;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.report.json.FailureJson;
import org.etcdrecovery.core.report.json.ReplayJson;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.rescue.RankingCode;
import org.etcdrecovery.core.rescue.SnapshotOutput;
import org.etcdrecovery.core.rescue.replay.ChosenMember;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.rescue.replay.ReplayOptions;
import org.etcdrecovery.core.rescue.replay.RescuedSnapshot;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.text.Shown;

/**
 * {@code rescue snapshot}: makes a snapshot of a dead member's database and of what only its log holds. Nothing is written
 * that needs the operator's consent before that is given.
 */
public final class RescueSnapshotCommand extends RecoveryVerb {
    private static final String REFUSED = "rescue.refused";

    private final RescueDirectories directories;
    private final Supplier<String> out;
    private final Supplier<Boolean> committedOnly;
    private final Supplier<Boolean> dryRun;
    private final Supplier<List<String>> accept;
    private final Supplier<String> etcdVersion;
    private final Supplier<Boolean> showSecrets;

    public RescueSnapshotCommand(Session session) {
        super(session, "Make a snapshot of a dead member's database and of what only its log holds, as the server would"
                + " apply it. Changes nothing in the directories. Exit code 0: written, or can be; 1: with care; 2: cannot"
                + " be, or not without --accept.");
        directories = new RescueDirectories(options(),
                "Data directories of one cluster, one per member; the one that knows most is used.");
        out = options().text("FILE", "", "The snapshot to write; it must not exist.", "--out");
        committedOnly = options()
                .flag("Leave out the entries after the commit index in the log. Acknowledged writes may be"
                        + " among them.", "--committed-only");
        dryRun = options().flag("Show what the log adds, and write nothing.", "--dry-run");
        accept = options().texts("CODE[,CODE]", "Agree to a finding without which nothing is written.", "--accept");
        etcdVersion = options().text("VERSION", "",
                "The release of the server, such as 3.5.21, where releases differ; what"
                        + " the directory tells if not given.",
                "--etcd-version");
        showSecrets = options().flag("Show the values of changed keys.", "--show-secrets");
    }

    @Override
    public int codeOf(Throwable thrown) {
        return codeOfUnusable(thrown);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        checkUsage();
        ChosenMember source = source();
        MemberDirectory directory = source.member().directory();
        ReplayOptions options = new ReplayOptions(committedOnly.get() || source.overwritten(), server());
        try (Replay replay = Replay.of(directory, options, progress())) {
            List<String> accepted = accepted(replay);
            Set<String> missing = missing(replay, accepted);
            if (replay.result().isImpossible() || (!missing.isEmpty() && !dryRun.get())) {
                throw refusal(source, replay, accepted, missing, json);
            }
            Optional<RescuedSnapshot> written = Optional.empty();
            if (!dryRun.get()) {
                Path target = Path.of(out.get());
                Instant now = Instant.now();
                written = Optional.of(replay.write(target,
                        file -> ReplayJson.manifest(directory, replay, accepted, file, now, "")));
                tellAbandoned(target);
            }
            print(json
                    ? ReplayJson.print(directory, replay, accepted, written, showSecrets.get())
                    : text(source, replay, written));
            written.ifPresent(snapshot -> tell(new InspectionText(snapshot.inspection(), Ink.PLAIN).brief()));
            if (!missing.isEmpty()) {
                tell("To write it, add --accept " + String.join(",", missing) + "\n");
            }
            return missing.isEmpty() ? code(replay, written) : ExitCode.REFUSED;
        }
    }

    private String text(ChosenMember source, Replay replay, Optional<RescuedSnapshot> written) throws IOException {
        return new ReplayText(source.member(), replay, session().terminal().ink()).all(written, showSecrets.get());
    }

    /** Shows what was found, and why nothing is written. */
    private CommandFailure refusal(ChosenMember source, Replay replay, List<String> accepted, Set<String> missing,
            boolean json) throws IOException {
        boolean impossible = replay.result().isImpossible();
        List<String> lines = impossible
                ? List.of("no snapshot can be made from " + source.member().name() + "; the findings say why")
                : List.of("nothing was written: " + (missing.size() == 1 ? "a finding needs" : "findings need")
                        + " your consent", "To agree, add --accept " + String.join(",", missing));
        if (!json) {
            print(text(source, replay, Optional.empty()));
        }
        return new CommandFailure(ExitCode.REFUSED, lines, REFUSED, FailureJson.print(REFUSED, ExitCode.REFUSED,
                lines.stream().map(Shown::text).collect(Collectors.joining("\n")), source.member().directory(), replay,
                accepted, showSecrets.get()));
    }

    private void checkUsage() throws CommandFailure, IOException {
        List<String> complaints = directories.complaints();
        if (out.get().isEmpty() && !dryRun.get()) {
            complaints.add("no file to write; add --out FILE, or --dry-run to write nothing");
        }
        complaint("--out", out.get()).ifPresent(complaints::add);
        if (!etcdVersion.get().isEmpty() && server().isEmpty()) {
            complaints.add("--etcd-version takes the version of a known release such as 3.5.21, not '"
                    + Shown.name(etcdVersion.get()) + "'");
        }
        given().stream()
                .filter(code -> !Replay.canNeedConsent(code))
                .map(code -> "--accept takes the codes of findings, such as rescue.log-damaged, not '"
                        + Shown.name(code) + "'")
                .forEach(complaints::add);
        if (!complaints.isEmpty()) {
            throw wrongUsage(complaints.toArray(String[]::new));
        }
        if (!dryRun.get()) {
            SnapshotOutput.checkNames(Path.of(out.get()));
        }
    }

    private Optional<ApplyRules> server() {
        return ApplyRules.parse(etcdVersion.get());
    }

    /** Ranks the directories, none of which may receive the new file. */
    private ChosenMember source() throws CommandFailure, IOException {
        Ranking ranking = directories.rank(progress());
        if (!dryRun.get()) {
            for (RankedMember member : ranking.members()) {
                member.directory().checkOutside(Path.of(out.get()));
            }
        }
        String code = ranking.refusal().map(RankingCode::text).orElse(REFUSED);
        return ChosenMember.choose(ranking)
                .orElseThrow(() -> new CommandFailure(ExitCode.NOT_RESTORABLE, List.of(ranking.headline() + " (" + code
                        + "). " + ranking.reason()), code, null));
    }

    private Set<String> given() {
        return accept.get()
                .stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The codes that were agreed to, as far as they are among the findings. */
    private List<String> accepted(Replay replay) {
        return codes(replay).stream().filter(given()::contains).toList();
    }

    private static Set<String> missing(Replay replay, List<String> accepted) {
        Set<String> missing = codes(replay);
        missing.removeAll(accepted);
        return missing;
    }

    private static Set<String> codes(Replay replay) {
        return replay.decisions()
                .stream()
                .map(Finding::code)
                .map(code -> code.text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int code(Replay replay, Optional<RescuedSnapshot> written) {
        boolean care = !replay.decisions().isEmpty()
                || written.filter(snapshot -> snapshot.inspection().verdict() != Verdict.RESTORABLE).isPresent();
        return care ? ExitCode.WITH_CARE : ExitCode.OK;
    }
}
