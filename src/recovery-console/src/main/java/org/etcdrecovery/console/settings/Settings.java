package org.etcdrecovery.console.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.theme.ThemeChoice;

/**
 * All that survives a restart.
 *
 * @param formatVersion the version of this record
 * @param theme         the look
 * @param window        where the window stood; empty for where the desktop puts it
 * @param profiles      clusters, in the order in which they were saved
 * @param recent        snapshots, the latest first
 * @param interrupted   a run that has not come to its end
 * @param directories   where files were last; empty in what a console wrote that did not keep it
 */
public record Settings(int formatVersion, ThemeChoice theme, Optional<WindowPlace> window, List<Profile> profiles,
        List<RecentSnapshot> recent, Optional<InterruptedRun> interrupted, Optional<Directories> directories) {
    /** The version that this console writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 1;

    /** Of a first start. */
    public static final Settings DEFAULT = new Settings(FORMAT_VERSION, ThemeChoice.DESKTOP, Optional.empty(),
            List.of(), List.of(), Optional.empty(), Optional.empty());

    private static final int MOST_RECENT = 8;

    /**
     * Where the window stood, in pixels of the desktop.
     *
     * @param x         its left edge
     * @param y         its upper edge
     * @param width     its width
     * @param height    its height
     * @param maximized whether it filled the screen
     */
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

    /**
     * Where files were last.
     *
     * @param saved  where a snapshot was saved; empty when none was
     * @param chosen where a file or directory was chosen; empty when none was
     */
    public record Directories(Optional<String> saved, Optional<String> chosen) {
        /** Nothing was saved or chosen yet. */
        static final Directories NONE = new Directories(Optional.empty(), Optional.empty());
    }

    /** Copies the lists. */
    public Settings {
        profiles = List.copyOf(profiles);
        recent = List.copyOf(recent);
    }

    /** The same with another look. */
    public Settings withTheme(ThemeChoice choice) {
        return new Settings(formatVersion, choice, window, profiles, recent, interrupted, directories);
    }

    /** The same with the window elsewhere. */
    public Settings withWindow(WindowPlace place) {
        return new Settings(formatVersion, theme, Optional.of(place), profiles, recent, interrupted, directories);
    }

    /** The same with this profile, in the place of an earlier one of its name. */
    public Settings withProfile(Profile profile) {
        List<Profile> all = new ArrayList<>(profiles);
        all.removeIf(other -> other.name().equals(profile.name()));
        all.add(profile);
        return new Settings(formatVersion, theme, window, all, recent, interrupted, directories);
    }

    /** The same without the profile of this name. */
    public Settings withoutProfile(String name) {
        List<Profile> others = profiles.stream().filter(profile -> !profile.name().equals(name)).toList();
        return new Settings(formatVersion, theme, window, others, recent, interrupted, directories);
    }

    /** The same with this snapshot as the latest. */
    public Settings withRecent(RecentSnapshot snapshot) {
        List<RecentSnapshot> all = new ArrayList<>(recent);
        all.removeIf(other -> other.file().equals(snapshot.file()));
        all.addFirst(snapshot);
        return new Settings(formatVersion, theme, window, profiles, all.subList(0, Math.min(all.size(), MOST_RECENT)),
                interrupted, directories);
    }

    /** The same with this run as the interrupted one, or with none. */
    public Settings withInterrupted(Optional<InterruptedRun> run) {
        return new Settings(formatVersion, theme, window, profiles, recent, run, directories);
    }

    /** The same with this directory as the one that a snapshot was saved in last. */
    public Settings withSavedInto(String directory) {
        return with(new Directories(Optional.of(directory), known().chosen()));
    }

    /** The same with this directory as the one that something was chosen in last. */
    public Settings withChosenFrom(String directory) {
        return with(new Directories(known().saved(), Optional.of(directory)));
    }

    /** Where a snapshot was saved last; empty when none was. */
    public Optional<String> savedInto() {
        return known().saved();
    }

    /** Where a file or directory was chosen last; empty when none was. */
    public Optional<String> chosenFrom() {
        return known().chosen();
    }

    private Directories known() {
        return directories.orElse(Directories.NONE);
    }

    private Settings with(Directories now) {
        return new Settings(formatVersion, theme, window, profiles, recent, interrupted, Optional.of(now));
    }
}
