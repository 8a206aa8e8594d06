package org.etcdrecovery.console.settings;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The settings while the program runs. Every change goes to the disk soon, on a thread of its own. */
public final class Memory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Memory.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    private final SettingsFile file;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final AtomicReference<@Nullable Settings> unsaved = new AtomicReference<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("settings").factory());

    /**
     * @param file where they are kept
     * @param now  what they are
     */
    public Memory(SettingsFile file, Settings now) {
        this.file = file;
        this.settings = new ReadOnlyObjectWrapper<>(now);
    }

    /** The settings. */
    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Changes them. */
    public void update(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            // Of many changes in a row only the last is written.
            if (unsaved.getAndSet(changed) == null) {
                writer.execute(this::write);
            }
        }
    }

    private void write() {
        Settings next = unsaved.getAndSet(null);
        if (next == null) {
            return;
        }
        try {
            file.save(next);
        } catch (IOException e) {
            // Nothing that a recovery needs: the next change tries again.
            LOG.log(Level.WARNING, "the settings could not be saved", e);
        }
    }

    /** Waits for what is not on the disk yet, for a short while. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the settings were not saved in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
