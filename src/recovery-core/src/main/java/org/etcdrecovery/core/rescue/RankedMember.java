package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.text.Shown;

/**
 * A data directory compared with others.
 *
 * @param name      what to call it: the name of the directory, or its path if several have that name
 * @param directory what it holds
 * @param choosing  what choosing it means, as a sentence
 */
public record RankedMember(String name, MemberDirectory directory, String choosing) {
    /** Escapes outside text with {@link Shown}, so that each text is one line. */
    public RankedMember {
        name = Shown.text(name);
        choosing = Shown.text(choosing);
    }
}
