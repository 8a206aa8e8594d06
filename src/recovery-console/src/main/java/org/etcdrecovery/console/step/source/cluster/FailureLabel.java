package org.etcdrecovery.console.step.source.cluster;

import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.jspecify.annotations.Nullable;

/** A failure in a word or two, for a pill; the row's detail has the sentences. */
final class FailureLabel {
    private FailureLabel() {}

    /** The words for a failure; {@code null} is a member that was not asked. */
    static String of(@Nullable Failure failure, Texts texts) {
        if (failure == null) {
            return texts.get("state.UNSEEN");
        }
        return switch (failure.cause()) {
            // Causes that arise only when saving, or in calls that this step does not make.
            case COMPACTED, FUTURE_REVISION, NO_SPACE_ALARM, CORRUPT_ALARM, STALLED, CUT_SHORT, DIGEST_MISMATCH ->
                texts.get(
                        "cause.other");
            default -> texts.get("cause." + failure.cause());
        };
    }
}
