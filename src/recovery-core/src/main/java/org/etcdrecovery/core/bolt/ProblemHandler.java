package org.etcdrecovery.core.bolt;

import java.io.IOException;

/** Hears of every problem that a walk finds; goes on by returning, stops it by throwing. */
@FunctionalInterface
public interface ProblemHandler {
    /** A problem was found. */
    void found(Problem problem) throws IOException;
}
