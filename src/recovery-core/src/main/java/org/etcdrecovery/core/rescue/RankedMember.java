package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.text.Shown;

/**
 * A data directory among others.
 *
 * @param name      what to call it: the name of the directory, its path where that name is not the only one
 * @param directory what it holds
 * @param choosing  what it means to choose it, as a sentence
 */
public record RankedMember(String name, MemberDirectory directory, String choosing) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line. */
    public RankedMember {
        name = Shown.text(name);
        choosing = Shown.text(choosing);
    }
}
