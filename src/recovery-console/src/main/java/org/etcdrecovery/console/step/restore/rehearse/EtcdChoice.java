package org.etcdrecovery.console.step.restore.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.RehearsalNeeds;

/** Which etcd a rehearsal runs, and whether there is room for it. */
final class EtcdChoice {
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity = new Activity();
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper code = new ReadOnlyStringWrapper("");
    private int members = 1;

    /**
     * What was found.
     *
     * @param etcd  the etcd
     * @param needs what a rehearsal takes, and what there is
     */
    record Found(EtcdProgram etcd, RehearsalNeeds needs) {}

    EtcdChoice(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
        typed.subscribe((before, now) -> look());
    }

    /** The program as typed; empty to look for one. */
    StringProperty typed() {
        return typed;
    }

    /** The program as typed; empty if one is to be found. */
    Optional<Path> named() {
        return Optional.of(typed.get().strip()).filter(text -> !text.isEmpty()).map(Path::of);
    }

    /** The program that a rehearsal would run, in the spelling of {@link EtcdProgram}; empty while none is found. */
    Optional<Path> program() {
        return named().map(program -> program.toAbsolutePath().normalize())
                .or(() -> found.get().map(known -> known.etcd().path()));
    }

    /** Whether no rehearsal can run, because of what {@link #problem} says. */
    boolean isRefused() {
        return !problem.get().isEmpty();
    }

    /** What was found; empty while nothing is. */
    ReadOnlyObjectProperty<Optional<Found>> found() {
        return found.getReadOnlyProperty();
    }

    /** Why nothing was found; empty if something was, or before the first look. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The code of the problem; empty if it has none. */
    ReadOnlyStringProperty code() {
        return code.getReadOnlyProperty();
    }

    private void refuse(String why, String itsCode) {
        code.set(itsCode);
        problem.set(why);
    }

    /** Looks for a rehearsal with this many members. */
    void look(int count) {
        members = count;
        look();
    }

    void look() {
        Optional<RestorePlan> plan = recovery.acceptedPlan();
        if (plan.isEmpty() || activity.isRunning()) {
            return;
        }
        Optional<String> refused = named().flatMap(EtcdChoice::refused);
        if (refused.isPresent()) {
            found.set(Optional.empty());
            refuse(refused.get(), "");
            return;
        }
        String asked = typed.get();
        int count = members;
        tools.runner().run(activity, _ -> {
            EtcdProgram etcd = program(named(), plan.get().target(), tools);
            return new Found(etcd, RehearsalNeeds.of(plan.get(), count, tools.site().scratch()));
        }, now -> {
            found.set(Optional.of(now));
            refuse("", "");
            lookAgain(plan.get(), asked, count);
        }, thrown -> {
            found.set(Optional.empty());
            Failed why = Failed.of(thrown);
            refuse(why.what(), why.code());
            lookAgain(plan.get(), asked, count);
        });
    }

    /** To learn its version a program is run, and a path that is being typed can name another one on the way. */
    private static Optional<String> refused(Path program) {
        Texts texts = Texts.of("rehearse");
        if (!program.isAbsolute()) {
            return Optional.of(texts.get("etcd.relative"));
        }
        if (!Files.isRegularFile(program)) {
            return Optional.of(texts.get(Files.isDirectory(program) ? "etcd.directory" : "etcd.absent"));
        }
        return program.getFileName().toString().contains("etcd")
                ? Optional.empty()
                : Optional.of(texts.get("etcd.other"));
    }

    /** What was asked for may have changed meanwhile. */
    private void lookAgain(RestorePlan plan, String asked, int count) {
        if (!typed.get().equals(asked) || members != count
                || !recovery.acceptedPlan().equals(Optional.of(plan))) {
            look();
        }
    }

    /** The named program, or the first that is found. Runs it to learn its version. */
    static EtcdProgram program(Optional<Path> named, EtcdRelease target, StepTools tools) throws IOException {
        return named.isPresent()
                ? EtcdProgram.named(named.get(), target)
                : EtcdProgram.find(target, tools.site().environment());
    }
}
