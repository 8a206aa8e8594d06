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

/** The settings while the console runs. Every change is soon written to disk, on a separate thread. */
public final class Memory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Memory.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    private final SettingsFile file;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final AtomicReference<@Nullable Settings> unsaved = new AtomicReference<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("settings").factory());

    /**
     * @param file where to write them
     * @param now  the current settings
     */
    public Memory(SettingsFile file, Settings now) {
        this.file = file;
        this.settings = new ReadOnlyObjectWrapper<>(now);
    }

    /** The current settings. */
    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Changes the settings. */
    public void update(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            // If several changes follow each other, only the last one is written.
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
            // No recovery depends on the settings, and the next change tries again.
            LOG.log(Level.WARNING, "the settings could not be saved", e);
        }
    }

    /** Waits for pending changes to be written, but not for long. */
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
