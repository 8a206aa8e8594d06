package org.etcdrecovery.console.settings;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.theme.ThemeChoice;

/**
 * The settings that survive a restart.
 *
 * @param formatVersion the version of this record
 * @param theme         the theme
 * @param window        the bounds of the window; empty to leave them to the desktop
 * @param profiles      the saved connections, in the order in which they were saved
 * @param recent        the recent snapshots, newest first
 * @param interrupted   the unfinished runs, the one worked on last first; version 0.1 kept one, and not in a list
 * @param directories   the directories used last; empty in settings of a console that did not save them
 * @param stores        the saved places of snapshots, in the order in which they were saved
 */
public record Settings(int formatVersion, ThemeChoice theme, Optional<WindowPlace> window, List<Profile> profiles,
        List<RecentSnapshot> recent,
        @JsonFormat(with = {
                JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED}) @JsonSetter(nulls = Nulls.AS_EMPTY) List<InterruptedRun> interrupted,
        Optional<Directories> directories,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) List<StoreProfile> stores) {
    /** The version that this console writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 1;

    /** The settings of a first start. */
    public static final Settings DEFAULT = new Settings(FORMAT_VERSION, ThemeChoice.DESKTOP, Optional.empty(),
            List.of(), List.of(), List.of(), Optional.empty(), List.of());

    private static final int MOST_RECENT = 8;
    /** More than anybody leaves unfinished; the settings must not grow without end. */
    private static final int MOST_INTERRUPTED = 50;

    /**
     * The bounds of the window, in pixels of the desktop.
     *
     * @param x         its left edge
     * @param y         its upper edge
     * @param width     its width
     * @param height    its height
     * @param maximized whether it was maximized
     */
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

    /**
     * The directories used last.
     *
     * @param saved  where a snapshot was saved; empty if none was
     * @param chosen where a file or directory was chosen; empty if none was
     */
    public record Directories(Optional<String> saved, Optional<String> chosen) {
        /** No directory has been used yet. */
        static final Directories NONE = new Directories(Optional.empty(), Optional.empty());
    }

    /** Copies the lists. */
    public Settings {
        profiles = List.copyOf(profiles);
        recent = List.copyOf(recent);
        interrupted = List.copyOf(interrupted);
        stores = List.copyOf(stores);
    }

    /** Returns these settings without what cannot be used here: paths that no file can have, a window without a size. */
    Settings usable() {
        List<RecentSnapshot> nameable = recent.stream()
                .filter(snapshot -> snapshot.place().isPresent() || FileNames.isPath(snapshot.file()))
                .toList();
        Optional<Directories> used = directories.map(before -> new Directories(
                before.saved().filter(FileNames::isPath), before.chosen().filter(FileNames::isPath)));
        return new Settings(formatVersion, theme, window.filter(place -> place.width() > 0 && place.height() > 0),
                profiles, nameable, interrupted, used, stores);
    }

    /** Returns these settings with another theme. */
    public Settings withTheme(ThemeChoice choice) {
        return new Settings(formatVersion, choice, window, profiles, recent, interrupted, directories, stores);
    }

    /** Returns these settings with other bounds of the window. */
    public Settings withWindow(WindowPlace place) {
        return new Settings(formatVersion, theme, Optional.of(place), profiles, recent, interrupted, directories,
                stores);
    }

    /** Returns these settings with this profile, which replaces an earlier one of the same name. */
    public Settings withProfile(Profile profile) {
        List<Profile> all = new ArrayList<>(profiles);
        all.removeIf(other -> other.name().equals(profile.name()));
        all.add(profile);
        return new Settings(formatVersion, theme, window, all, recent, interrupted, directories, stores);
    }

    /** Returns these settings with other hosts in the profile of this name, if there is one. */
    public Settings withHosts(String name, Map<String, MemberHost> hosts) {
        List<Profile> all = profiles.stream()
                .map(profile -> profile.name().equals(name)
                        ? new Profile(name, profile.connection(), hosts)
                        : profile)
                .toList();
        return new Settings(formatVersion, theme, window, all, recent, interrupted, directories, stores);
    }

    /** Returns these settings without the profile of this name. */
    public Settings withoutProfile(String name) {
        List<Profile> others = profiles.stream().filter(profile -> !profile.name().equals(name)).toList();
        return new Settings(formatVersion, theme, window, others, recent, interrupted, directories, stores);
    }

    /** Returns these settings with this place of snapshots, which replaces an earlier one of the same name. */
    public Settings withStore(StoreProfile profile) {
        List<StoreProfile> all = new ArrayList<>(withoutStore(profile.name()).stores());
        all.add(profile);
        return withStores(all);
    }

    /** Returns these settings without the place of snapshots of this name. */
    public Settings withoutStore(String name) {
        return withStores(stores.stream().filter(profile -> !profile.name().equals(name)).toList());
    }

    private Settings withStores(List<StoreProfile> all) {
        return new Settings(formatVersion, theme, window, profiles, recent, interrupted, directories, all);
    }

    /** Returns these settings with this snapshot as the most recent. */
    public Settings withRecent(RecentSnapshot snapshot) {
        List<RecentSnapshot> all = new ArrayList<>(recent);
        all.removeIf(other -> other.file().equals(snapshot.file()) && other.entry().equals(snapshot.entry()));
        all.addFirst(snapshot);
        return new Settings(formatVersion, theme, window, profiles, all.subList(0, Math.min(all.size(), MOST_RECENT)),
                interrupted, directories, stores);
    }

    /** Returns these settings with this unfinished run, in place of what was kept of the same run before. */
    public Settings withInterrupted(InterruptedRun run) {
        List<InterruptedRun> all = new ArrayList<>(withoutInterrupted(run.progress().started()).interrupted());
        all.add(run);
        all.sort(Comparator.comparing((InterruptedRun one) -> one.progress().touched()).reversed());
        return with(all.subList(0, Math.min(all.size(), MOST_INTERRUPTED)));
    }

    /** Returns these settings without the unfinished run that began then. */
    public Settings withoutInterrupted(Instant started) {
        return with(interrupted.stream().filter(run -> !run.progress().started().equals(started)).toList());
    }

    private Settings with(List<InterruptedRun> runs) {
        return new Settings(formatVersion, theme, window, profiles, recent, runs, directories, stores);
    }

    /** Returns these settings with this directory as the last one that a snapshot was saved to. */
    public Settings withSavedInto(String directory) {
        return with(new Directories(Optional.of(directory), known().chosen()));
    }

    /** Returns these settings with this directory as the last one that something was chosen in. */
    public Settings withChosenFrom(String directory) {
        return with(new Directories(known().saved(), Optional.of(directory)));
    }

    /** The directory that a snapshot was last saved to; empty if none was. */
    public Optional<String> savedInto() {
        return known().saved();
    }

    /** The directory in which a file or directory was last chosen; empty if none was. */
    public Optional<String> chosenFrom() {
        return known().chosen();
    }

    private Directories known() {
        return directories.orElse(Directories.NONE);
    }

    private Settings with(Directories now) {
        return new Settings(formatVersion, theme, window, profiles, recent, interrupted, Optional.of(now), stores);
    }
}
