package org.etcdrecovery.core.plan;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/**
 * Thrown for a file that is not a plan that can be carried out. The message names the file, the field and the fault,
 * and can be shown to an operator unchanged.
 */
public final class InvalidPlanException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    /**
     * @param source the name of the input, usually its path
     * @param place  the field, such as {@code members[1].id}; empty if the fault concerns the whole file
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
