package org.etcdrecovery.console.filing;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.finding.Consents;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Job;
import org.etcdrecovery.console.shell.StepTools;

/**
 * Makes a new snapshot of other files: looks at what it would hold, lets the operator agree to what it lacks, and writes it.
 *
 * @param <S> what it is made of
 */
public abstract class FileMaking<S> {
    private final StepTools tools;
    private final Activity activity;
    private final Consents consents = new Consents();
    private final NewFile target;
    private final ReadOnlyObjectWrapper<Making> phase = new ReadOnlyObjectWrapper<>(Making.CLOSED);
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<S> subject = Optional.empty();

    /**
     * @param tools    the services that steps use
     * @param activity the work of the step
     */
    protected FileMaking(StepTools tools, Activity activity) {
        this.tools = tools;
        this.activity = activity;
        this.target = new NewFile(tools);
    }

    /** How far it is. */
    public final ReadOnlyObjectProperty<Making> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Why the last work failed, or that the operator stopped it; empty otherwise. */
    public final ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** What the operator has to agree to. */
    public final Consents consents() {
        return consents;
    }

    /** The file to write. */
    public final NewFile target() {
        return target;
    }

    /** What runs while the file is made. */
    public final Activity activity() {
        return activity;
    }

    /** The services that steps use. */
    protected final StepTools tools() {
        return tools;
    }

    /** What it is made of; empty while it is closed. */
    protected final Optional<S> subject() {
        return subject;
    }

    /** What the shown result was made of; empty if none is shown. */
    protected abstract Optional<S> shown();

    /** Forgets the shown result. */
    protected abstract void forget();

    /** Looks at what could be made of something. */
    protected final <T> void look(S wanted, Job<T> job, Consumer<? super T> looked) {
        if (!activity.isRunning()) {
            subject = Optional.of(wanted);
            run(Making.READING, job, looked);
        }
    }

    /** Lets the operator decide. */
    protected final void decide(NewFile.Contents contents) {
        target.begin(contents);
        phase.set(Making.DECIDING);
    }

    /** Writes the file, if the operator has agreed to everything. */
    protected final <T> void write(Job<T> job, Consumer<? super T> written) {
        if (shown().isPresent() && !activity.isRunning() && consents.isComplete()) {
            run(Making.WRITING, job, written);
        }
    }

    private <T> void run(Making now, Job<T> job, Consumer<? super T> done) {
        Optional<S> mine = subject;
        failed.set(Optional.empty());
        phase.set(now);
        tools.runner().run(activity, job, result -> {
            if (subject.equals(mine)) {
                done.accept(result);
            }
        }, thrown -> {
            if (subject.equals(mine)) {
                stopped(thrown);
            }
        });
    }

    /** Goes back to what was shown before, if anything was. */
    private void stopped(Throwable thrown) {
        failed.set(Optional.of(Failed.of(thrown)));
        subject = shown();
        target.look();
        phase.set(subject.isPresent() ? Making.DECIDING : Making.CLOSED);
    }

    /** Stops what runs; otherwise closes. */
    public final void escape() {
        if (activity.isRunning()) {
            activity.cancel();
        } else {
            close();
        }
    }

    /** Leaves without having written anything. */
    public final void close() {
        if (phase.get().isWorking()) {
            activity.cancel();
        }
        subject = Optional.empty();
        forget();
        failed.set(Optional.empty());
        consents.ask(List.of());
        phase.set(Making.CLOSED);
    }
}
