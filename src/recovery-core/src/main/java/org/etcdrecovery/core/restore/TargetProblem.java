package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/**
 * Why a target cannot be written to at present.
 *
 * @param member   the name of the member whose target it is
 * @param field    {@link Field#DATA_DIR} or {@link Field#WAL_DIR}
 * @param sentence what is wrong, and what to do, as etcdutl begins it
 * @param taken    what the sentence is about, if the directory holds something; empty otherwise
 */
public record TargetProblem(String member, Field field, String sentence, Optional<Taken> taken) {
    /** Escapes outside text with {@link Shown}, so that the sentence is one line. */
    public TargetProblem {
        sentence = Shown.text(sentence);
    }

    TargetProblem(String member, Field field, String sentence) {
        this(member, field, sentence, Optional.empty());
    }

    /**
     * A directory that is not empty.
     *
     * @param directory the directory
     * @param content   the name of something in it
     * @param advice    what to do
     * @param running   whether an etcd runs on it
     */
    public record Taken(Path directory, String content, String advice, boolean running) {
        /** Escapes outside text with {@link Shown}. */
        public Taken {
            content = Shown.text(content);
            advice = Shown.text(advice);
        }
    }
}
