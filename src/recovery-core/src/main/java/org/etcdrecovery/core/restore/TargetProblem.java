package org.etcdrecovery.core.restore;

import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/**
 * Why a place cannot be written to, as the disk is now.
 *
 * @param member   the name of the member whose place it is
 * @param field    {@link Field#DATA_DIR} or {@link Field#WAL_DIR}
 * @param sentence what is, and what to do
 */
public record TargetProblem(String member, Field field, String sentence) {
    /** Shows what comes from outside as {@link Shown} writes it: the sentence is one line. */
    public TargetProblem {
        sentence = Shown.text(sentence);
    }
}
