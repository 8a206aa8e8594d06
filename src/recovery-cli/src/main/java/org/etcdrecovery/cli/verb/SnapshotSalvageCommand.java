package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.InspectionText;
import org.etcdrecovery.cli.text.SalvageText;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.report.json.SalvageJson;
import org.etcdrecovery.core.rescue.SnapshotOutput;
import org.etcdrecovery.core.rescue.SnapshotOutput.ManifestText;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.rescue.salvage.SalvageCode;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;
import org.etcdrecovery.core.rescue.salvage.Salvager;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.UrlText;

/** {@code snapshot salvage}: writes what still reads of a damaged file as a new snapshot. */
public final class SnapshotSalvageCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final Supplier<String> out;
    private final Supplier<List<String>> accept;
    private final PackedOptions packed;

    public SnapshotSalvageCommand(Session session) {
        super(session, "Write what still reads of a damaged snapshot or database as a new snapshot; without --out, only"
                + " say what would be lost. Never changes the file. Exit code 1: something is lost; 2: refused until you"
                + " accept it.");
        arguments = options().arguments("FILE", "The damaged snapshot or database, packed or not: a file, or"
                + " an s3:// or https:// address.");
        out = options().text("FILE", "", "The new snapshot; the name must be free.", "--out");
        accept = options().texts("CODE[,CODE]",
                "Accept what is repaired or lost: " + codes(List.of(SalvageCode.values()))
                        + ". The manifest records it.",
                "--accept");
        packed = new PackedOptions(options(), session.terminal());
    }

    @Override
    public int codeOf(Throwable thrown) {
        return codeOfUnusable(thrown);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        SnapshotName name = packed.name(onlyFile(packed.files(arguments.get())));
        Set<SalvageCode> accepted = accepted();
        Optional<String> complaint = complaint("--out", out.get());
        if (complaint.isPresent()) {
            throw wrongUsage(complaint.get());
        }
        if (!out.get().isEmpty()) {
            SnapshotOutput.checkNames(Path.of(out.get()));
        }
        try (SnapshotOpener opener = packed.opener(session().environment())) {
            return salvage(opener, name, accepted, json);
        }
    }

    private int salvage(SnapshotOpener opener, SnapshotName name, Set<SalvageCode> accepted, boolean json)
            throws CommandFailure, IOException {
        SalvageReport report = Salvager.survey(opener, name, progress());
        if (out.get().isEmpty()) {
            print(json ? SalvageJson.print(report) : new SalvageText(report, session().terminal().ink()).all());
            return report.findings().isEmpty() ? ExitCode.OK : ExitCode.WITH_CARE;
        }
        requireConsent(report, accepted);
        Path target = Path.of(out.get()).toAbsolutePath();
        Instant now = Instant.now();
        ManifestText manifest = file -> SalvageJson.print(report, target, file, accepted, now);
        Written written = Salvager.write(report, opener, name, target, accepted, manifest, progress());
        tellAbandoned(target);
        print(json
                ? written.manifest()
                : new SalvageText(report, session().terminal().ink()).all() + "\n"
                        + new InspectionText(written.inspection(), session().terminal().ink()).brief());
        return ExitCode.of(written.inspection().verdict());
    }

    private Set<SalvageCode> accepted() throws CommandFailure {
        Set<SalvageCode> codes = EnumSet.noneOf(SalvageCode.class);
        for (String text : accept.get().stream().flatMap(list -> Arrays.stream(list.split(",", -1))).toList()) {
            Optional<SalvageCode> code = SalvageCode.of(text);
            if (code.isEmpty()) {
                throw wrongUsage("--accept takes " + codes(List.of(SalvageCode.values())) + ", not '"
                        + UrlText.inSentence(text) + "'");
            }
            codes.add(code.get());
        }
        return codes;
    }

    private static void requireConsent(SalvageReport report, Set<SalvageCode> accepted) throws CommandFailure {
        if (report.findings().isEmpty()) {
            throw new CommandFailure(ExitCode.REFUSED, List.of(
                    "the whole file reads and its SHA-256 is right; use it as it is"), "salvage.not-needed", null);
        }
        List<Finding> open = report.open(accepted);
        if (!open.isEmpty()) {
            throw new CommandFailure(ExitCode.REFUSED, List.of(
                    "the new file would not hold everything; without --out this command says what is lost",
                    "To write it all the same: --accept " + open.stream()
                            .map(finding -> finding.code().text())
                            .collect(Collectors.joining(","))),
                    "salvage.refused", null);
        }
    }

    private static String codes(List<SalvageCode> codes) {
        return codes.stream().map(SalvageCode::text).collect(Collectors.joining(", "));
    }
}
