package org.etcdrecovery.core.text;

import java.util.Objects;

/** The version of a program, as its jar states it. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** The version in the manifest of the jar that holds this class; {@code unpackaged} if it runs from a directory. */
    public static String of(Class<?> program) {
        return Objects.requireNonNullElse(program.getPackage().getImplementationVersion(), "unpackaged");
    }
}
