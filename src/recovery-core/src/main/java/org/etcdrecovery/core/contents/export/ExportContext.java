package org.etcdrecovery.core.contents.export;

import java.util.function.Function;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject.OwnerFate;

/**
 * What the rows of an export have in common.
 *
 * @param source   the name of the snapshot
 * @param revision the revision of the state that is exported; 0 if the rows are of several
 * @param secrets  whether secrets are exported too
 * @param fates    what becomes of the object of Kubernetes with a UID
 */
record ExportContext(String source, long revision, boolean secrets, Function<String, OwnerFate> fates) {}
