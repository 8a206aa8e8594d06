package org.etcdrecovery.console.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.RunStarter;

/** Remembers what was begun. */
public final class FakeStarter implements RunStarter {
    private final List<String> begun = new ArrayList<>();

    /** What was begun, in that order. */
    public List<String> begun() {
        return List.copyOf(begun);
    }

    @Override
    public void begin(RunKind kind, Optional<Path> file) {
        begun.add(kind + file.map(path -> " " + path.getFileName()).orElse(""));
    }

    @Override
    public void resume(InterruptedRun run) {
        begun.add("resume");
    }

    @Override
    public void leave() {
        begun.add("leave");
    }
}
