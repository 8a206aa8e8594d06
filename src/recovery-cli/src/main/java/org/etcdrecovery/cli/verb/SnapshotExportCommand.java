package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.contents.export.Export;
import org.etcdrecovery.core.contents.export.ExportFormat;
import org.etcdrecovery.core.contents.export.ExportRefusedException;
import org.etcdrecovery.core.contents.export.Selection;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.report.json.ExportJson;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Shown;

/** {@code snapshot export}: writes keys and values to a file of their own. */
public final class SnapshotExportCommand extends StateVerb {
    private static final String FORMATS = Arrays.stream(ExportFormat.values())
            .map(ExportFormat::text)
            .collect(Collectors.joining(", "));

    private final Supplier<Optional<String>> out;
    private final Supplier<String> format;
    private final Supplier<Boolean> secrets;
    private final Supplier<Boolean> deleted;

    public SnapshotExportCommand(Session session) {
        super(session, "Write keys with their values to a file that only you can read. Exit code 1: some are left out;"
                + " 2 also: nothing is written, because the file exists, or the format is not for these keys.");
        out = options().textIfGiven("FILE", "The file to write; the name must be free.", "--out");
        format = options().text("FORMAT", ExportFormat.JSON.text(),
                "json; csv, for a spreadsheet; etcdctl, a script that"
                        + " puts the values; or yaml, objects of Kubernetes for kubectl create -f, without what the server sets;"
                        + " json if not given.",
                "-o", "--output");
        deleted = options().flag("Export keys that were deleted and do not exist, with the last value that the snapshot"
                + " still holds.", "--deleted");
        secrets = options().flag("Export the secrets of Kubernetes too.", "--show-secrets");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        Path file = file();
        ExportFormat form = ExportFormat.of(format.get())
                .orElseThrow(() -> wrongUsage("-o takes " + FORMATS + ", not '" + format.get() + "'"));
        if (deleted.get() && hasRevision()) {
            throw wrongUsage("--deleted is about the last revision; leave out --as-of");
        }
        byte[] begin = prefix();
        // Before the work of reading the snapshot.
        AtomicFile.checkTarget(file, false);
        return read((opener, name) -> {
            Selection selection = selection(opener, name, begin);
            Export export = new Export(selection, form, secrets.get());
            Export.Result result = export.write(opener, name, file, progress());
            tellAbandoned(file);
            print(json ? ExportJson.print(export, result) : text(result));
            int code = codeFor(result.unreadable());
            return result.isComplete() ? code : ExitCode.WITH_CARE;
        });
    }

    private Path file() throws CommandFailure {
        String name = out.get().orElseThrow(() -> wrongUsage("name the file to write with --out"));
        Optional<String> complaint = RecoveryVerb.complaint("--out", name);
        if (complaint.isPresent()) {
            throw wrongUsage(complaint.get());
        }
        return Path.of(name);
    }

    private Selection selection(SnapshotOpener opener, SnapshotName name, byte[] begin)
            throws IOException, CommandFailure {
        return deleted.get()
                ? Selection.deleted(KeyIndex.read(opener, name, progress()), begin)
                : Selection.of(state(opener, name));
    }

    private static String text(Export.Result result) {
        StringBuilder text = new StringBuilder();
        result.leftOut()
                .forEach(each -> text.append("left out: ")
                        .append(each.key())
                        .append(", because ")
                        .append(Shown.text(each.why()))
                        .append('\n'));
        if (result.left() > result.leftOut().size()) {
            text.append("left out: ").append(result.left() - result.leftOut().size()).append(" more\n");
        }
        if (result.secretsWithheld() > 0) {
            text.append(Counted.of(result.secretsWithheld(), "secret"))
                    .append(" covered or left out (--show-secrets)\n");
        }
        return text.append(Counted.of(result.exported(), "key"))
                .append(" in ")
                .append(Shown.text(result.file().toString()))
                .append('\n')
                .toString();
    }

    @Override
    public int codeOf(Throwable thrown) {
        return thrown instanceof ExportRefusedException || thrown instanceof FileAlreadyExistsException
                ? ExitCode.REFUSED
                : super.codeOf(thrown);
    }
}
