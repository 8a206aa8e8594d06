package org.etcdrecovery.core.snapshot;

import java.util.Optional;

/**
 * The packed file that a snapshot was taken out of.
 *
 * @param entry  the name of the snapshot in it; empty if it is not an archive
 * @param sha256 SHA-256 of the packed file in lower-case hex
 */
public record Container(Optional<String> entry, String sha256) {}
