package org.etcdrecovery.core.testing;

/** Words that show that a text was translated. A list finds what was found before; it does not replace a reader. */
public final class PlainEnglish {
    /** What a maintainer would not write, because it is translated, stilted, or names no actor. */
    public static final String STILTED = "(?i)\\b((is|are) none|stands?|whoever|(no|some)body|mend(ed|s)?|hangs? on"
            + "|calls? for|take back|forget it|under way|cannot be told|given up|unless (told|said)|strangers?"
            + "|goes? without|however long|nothing that you|is told|be there|living|at stake|leads? (further|up|only)"
            + "|do without|can(not)? be had|for want of|so much as|comes? about|beside each other|called right)\\b";

    private PlainEnglish() {}
}
