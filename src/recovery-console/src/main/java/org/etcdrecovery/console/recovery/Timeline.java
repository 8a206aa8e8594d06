package org.etcdrecovery.console.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened in a run and when, also before a restart, for the report. */
public final class Timeline {
    /** More than a night has, so that the report stays readable; the oldest go first. */
    private static final int MOST = 200;

    private final List<Event> events = new ArrayList<>();

    /**
     * Something that happened.
     *
     * @param what what
     * @param note how it ended, in a few words; may be empty
     * @param time when
     */
    public record Event(What what, String note, Instant time) {}

    /** What can happen. */
    public enum What {
        /** The members of the old cluster were asked. */
        ASKED,
        /** A snapshot was inspected. */
        INSPECTED,
        /** The members of the new cluster were laid out. */
        LAID_OUT,
        /** It was decided what else travels along, and by how much the revision is raised. */
        DECIDED,
        /** The plan was rehearsed. */
        REHEARSED,
        /** A restore failed. What it leaves behind is not known. */
        RESTORE_FAILED,
        /** The operator stopped a restore. What it leaves behind is not known. */
        RESTORE_STOPPED,
        /** The commands for the hosts were shown. */
        HANDED_OVER,
        /** Members were copied to their hosts. */
        STAGED,
        /** Members were put in place on their hosts and started. */
        ACTIVATED,
        /** Clients were let in to members. */
        OPENED,
        /** What was put in place was taken away again. */
        UNDONE,
        /** The new cluster was checked. */
        CHECKED
    }

    /** What happened, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** Records an event. Of the same one several times in a row, the last is kept. */
    public void record(What what, String note, Instant time) {
        if (!events.isEmpty() && events.getLast().what() == what && events.getLast().note().equals(note)) {
            events.removeLast();
        }
        events.add(new Event(what, note, time));
        if (events.size() > MOST) {
            events.removeFirst();
        }
    }

    /** Adopts what happened before a restart. */
    public void resume(List<Event> before) {
        events.addAll(0, before);
    }
}
