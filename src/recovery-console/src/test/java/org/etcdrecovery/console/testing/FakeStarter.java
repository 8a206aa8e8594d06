package org.etcdrecovery.console.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.indexing.InspectedFile;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** Records the runs that were started. */
public final class FakeStarter implements RunStarter {
    private final List<String> begun = new ArrayList<>();

    /** The runs that were started, in order. */
    public List<String> begun() {
        return List.copyOf(begun);
    }

    @Override
    public void begin(RunKind kind, Optional<SnapshotName> snapshot) {
        begun.add(kind + snapshot.map(name -> " " + FileNames.of(name.file(), name.entry())).orElse(""));
    }

    @Override
    public void recover(SnapshotChoice choice, Inspection found) {
        begun.add("RECOVER " + choice.file().getFileName() + " " + found.verdict());
    }

    @Override
    public void lookInside(SnapshotName snapshot, Optional<InspectedFile> inspected) {
        begun.add("look " + FileNames.of(snapshot.file(), snapshot.entry())
                + inspected.map(found -> " " + found.inspection().verdict()).orElse(""));
    }

    @Override
    public void compare(SnapshotName first, Optional<KeyIndex> index, SnapshotName second) {
        begun.add("compare " + FileNames.of(first.file()) + " with " + FileNames.of(second.file()));
    }

    @Override
    public void resume(InterruptedRun run) {
        begun.add("resume " + run.progress().kind());
    }

    @Override
    public void leave() {
        begun.add("leave");
    }
}
