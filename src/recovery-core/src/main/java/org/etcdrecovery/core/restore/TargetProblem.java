package org.etcdrecovery.core.restore;

import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/**
 * Why a target cannot be written to at present.
 *
 * @param member   the name of the member whose target it is
 * @param field    {@link Field#DATA_DIR} or {@link Field#WAL_DIR}
 * @param sentence what is wrong, and what to do
 */
public record TargetProblem(String member, Field field, String sentence) {
    /** Escapes outside text with {@link Shown}, so that the sentence is one line. */
    public TargetProblem {
        sentence = Shown.text(sentence);
    }
}
