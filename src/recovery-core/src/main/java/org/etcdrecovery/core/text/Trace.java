package org.etcdrecovery.core.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Writes a stack trace as Java does, except that each message is escaped and on one line, so that no file or server can
 * inject lines into a trace or a log.
 */
public final class Trace {
    private final StringBuilder out = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Trace() {}

    /** The trace with all causes; ends with a line feed. */
    public static String of(Throwable thrown) {
        Trace trace = new Trace();
        trace.append("", thrown, "");
        return trace.out.toString();
    }

    private void append(String caption, Throwable thrown, String indent) {
        out.append(indent).append(caption).append(Shown.message(thrown.toString())).append('\n');
        if (!seen.add(thrown)) {
            return;
        }
        for (StackTraceElement frame : thrown.getStackTrace()) {
            out.append(indent).append("\tat ").append(frame).append('\n');
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            append("Suppressed: ", suppressed, indent + "\t");
        }
        Throwable cause = thrown.getCause();
        if (cause != null) {
            append("Caused by: ", cause, indent);
        }
    }
}
