package org.etcdrecovery.core.bolt;

import java.io.IOException;

/** Receives every problem that a walk finds. The walk continues if the handler returns, and ends if it throws. */
@FunctionalInterface
public interface ProblemHandler {
    /** Called for each problem. */
    void found(Problem problem) throws IOException;
}
