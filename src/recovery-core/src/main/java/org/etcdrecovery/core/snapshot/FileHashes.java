package org.etcdrecovery.core.snapshot;

/**
 * The hashes of a snapshot file, computed in one pass.
 *
 * @param sha256       SHA-256 of the whole file in lower-case hex
 * @param trailingHash the hash that the file carries, compared with its image
 */
public record FileHashes(String sha256, TrailingHash trailingHash) {}
