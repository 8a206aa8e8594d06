package org.etcdrecovery.console.step.inspect.salvage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.filing.FileMaking;
import org.etcdrecovery.console.filing.NewFile;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;
import org.etcdrecovery.core.rescue.salvage.Salvager;

/** Salvages the damaged file of the run: says what is lost, asks for consent, and writes what reads as a new file. */
public final class SalvageModel extends FileMaking<SnapshotChoice> {
    private static final Path DATABASE = Path.of("member", "snap", "db");

    private final Texts texts = Texts.of("inspect");
    private final Recovery recovery;
    private final Runnable inspect;
    private Optional<SalvageReport> report = Optional.empty();

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     * @param activity the work of the step
     * @param inspect  called when the run works on the new file
     */
    public SalvageModel(Recovery recovery, StepTools tools, Activity activity, Runnable inspect) {
        super(tools, activity);
        this.recovery = recovery;
        this.inspect = inspect;
    }

    /** What still reads and what is lost; empty until that is known. */
    public Optional<SalvageReport> report() {
        return report;
    }

    /** Looks for what still reads. */
    public void begin() {
        recovery.snapshot()
                .get()
                .ifPresent(file -> look(file,
                        reporter -> Salvager.survey(tools().opener(), file.name(), reporter.progress()),
                        found -> looked(file, found)));
    }

    private void looked(SnapshotChoice of, SalvageReport found) {
        report = Optional.of(found);
        consents().ask(found.findings());
        String name = String.valueOf(of.file().getFileName()).replaceFirst("\\.db$", "");
        decide(new NewFile.Contents(texts.get("salvage.file", of.member().isEmpty() ? name : of.member()),
                found.size(), readOnly(of)));
    }

    /** A member's data directory. Other damaged files may have the new one next to them. */
    private static List<Path> readOnly(SnapshotChoice of) {
        Path file = of.file();
        boolean member = of.source() == SourceKind.DIRECTORY && file.endsWith(DATABASE);
        return member ? List.of(file.resolve("../../..").normalize()) : List.of();
    }

    /** Writes what reads as a new file, which the run then works on. */
    public void write() {
        subject().ifPresent(damaged -> report.ifPresent(found -> target().file()
                .get()
                .ifPresent(file -> write(reporter -> Salvaged.write(damaged, tools().opener(), found,
                        consents().given().get(), file, tools().clock().instant(), reporter.progress()),
                        this::written))));
    }

    private void written(SnapshotChoice made) {
        close();
        target().written(made.file());
        recovery.choose(made);
        inspect.run();
    }

    @Override
    protected Optional<SnapshotChoice> shown() {
        return subject().filter(_ -> report.isPresent());
    }

    @Override
    protected void forget() {
        report = Optional.empty();
    }
}
