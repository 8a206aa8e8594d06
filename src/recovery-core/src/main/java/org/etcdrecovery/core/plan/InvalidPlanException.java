package org.etcdrecovery.core.plan;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/**
 * A file that is not a plan which can be carried out as it stands. The message names the file, the field and what is
 * wrong with it, so that it can be shown to an operator as it is.
 */
public final class InvalidPlanException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    /**
     * @param source the name of the input, usually its path
     * @param place  the field, such as {@code members[1].id}; empty when it is about the whole
     * @param fault  what is wrong and what to do
     */
    public InvalidPlanException(String source, String place, String fault) {
        super(source + ": " + (place.isEmpty() ? "" : place + ": ") + fault);
    }

    @Override
    public String code() {
        return "plan.invalid";
    }
}
