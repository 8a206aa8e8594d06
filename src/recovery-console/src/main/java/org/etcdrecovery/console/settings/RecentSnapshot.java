package org.etcdrecovery.console.settings;

import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.core.snapshot.Verdict;

/**
 * A snapshot that was looked at lately, as it was then.
 *
 * @param file     an absolute path
 * @param verdict  what was found
 * @param revision its revision; empty when it could not be read, as the keys
 * @param keys     its living keys
 * @param size     its bytes
 * @param modified when the file was last written
 */
public record RecentSnapshot(String file, Verdict verdict, Optional<Long> revision, Optional<Long> keys, long size,
        Instant modified) {}
