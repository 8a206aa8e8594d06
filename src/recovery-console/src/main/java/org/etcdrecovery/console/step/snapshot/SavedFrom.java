package org.etcdrecovery.console.step.snapshot;

import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;

/** What the run remembers of the member that a snapshot was saved from. */
final class SavedFrom {
    private SavedFrom() {}

    /** The member's name, or its endpoint if it gave none. */
    static String name(SavedSnapshot saved) {
        return saved.memberName().isEmpty() ? saved.endpoint().authority() : saved.memberName();
    }

    /** What the snapshot may lack because of the state of its member; empty if nothing. */
    static String lacks(SavedSnapshot saved) {
        return !saved.member().hasLeader() || saved.member().learner() ? Texts.of("snapshot").get("lacks") : "";
    }
}
