package org.etcdrecovery.console.indexing;

import org.etcdrecovery.core.snapshot.Inspection;

/**
 * A file that was inspected.
 *
 * @param inspection the inspection
 * @param indexing   makes its index, or has made it
 */
public record InspectedFile(Inspection inspection, KeyIndexing indexing) {}
