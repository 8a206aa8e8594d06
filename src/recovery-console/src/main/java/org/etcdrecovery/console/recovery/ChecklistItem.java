package org.etcdrecovery.console.recovery;

/**
 * A task that the operator does by hand, and ticks or skips.
 *
 * @param id    its stable name
 * @param text  what to do, a sentence
 * @param state whether it is open, done or skipped
 */
public record ChecklistItem(String id, String text, State state) {
    /** The item that makes a restore needless: starting the members that are down. Not to be done after a restore. */
    public static final String START_AGAIN = "start-again";
    /** The item that keeps old members from rejoining. Until a snapshot is saved, it leaves out the one that serves it. */
    public static final String DISABLE_MEMBERS = "disable-members";
    /** The item that stops the clients of the old cluster. */
    public static final String STOP_WRITERS = "stop-writers";
    /** The item that keeps what the old members had. */
    public static final String COPY_DIRECTORIES = "copy-directories";

    /** The state of an item. */
    public enum State {
        OPEN, DONE, SKIPPED
    }

    /** An item that is still open. */
    public static ChecklistItem open(String id, String text) {
        return new ChecklistItem(id, text, State.OPEN);
    }

    ChecklistItem with(State now) {
        return new ChecklistItem(id, text, now);
    }
}
