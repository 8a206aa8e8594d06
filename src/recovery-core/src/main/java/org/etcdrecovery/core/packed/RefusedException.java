package org.etcdrecovery.core.packed;

import java.io.IOException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.ShownMessage;

/** A packed file from which no snapshot can be taken. */
public final class RefusedException extends IOException implements Coded, ShownMessage {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;
    private final String code;

    /** @param finding what is wrong with the file, why it matters, and what to do */
    public RefusedException(Finding finding) {
        super(finding.summary() + ". " + finding.remedy());
        this.finding = finding;
        this.code = finding.code().text();
    }

    /** What is wrong with the file. */
    Finding finding() {
        return finding;
    }

    @Override
    public String code() {
        return code;
    }
}
