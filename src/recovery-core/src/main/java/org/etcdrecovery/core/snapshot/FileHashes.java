package org.etcdrecovery.core.snapshot;

/**
 * What one reading of a snapshot's bytes yields.
 *
 * @param sha256       SHA-256 of the whole file in lower-case hex
 * @param trailingHash the hash that the file itself carries, held against its image
 */
public record FileHashes(String sha256, TrailingHash trailingHash) {}
