package org.etcdrecovery.core.contents.export;

import java.util.function.Predicate;

/**
 * What the rows of an export have in common.
 *
 * @param source   the name of the snapshot
 * @param revision the revision of the state that is exported; 0 if the rows are of several
 * @param secrets  whether secrets are exported too
 * @param exists   whether the object of Kubernetes with a UID exists at the last revision and is not itself exported
 */
record ExportContext(String source, long revision, boolean secrets, Predicate<String> exists) {}
