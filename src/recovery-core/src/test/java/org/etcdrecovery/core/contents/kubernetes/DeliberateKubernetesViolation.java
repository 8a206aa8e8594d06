package org.etcdrecovery.core.contents.kubernetes;

import org.etcdrecovery.core.snapshot.Verdict;

/** A decoder that breaks the rules: it knows what became of the file that holds the value. */
public record DeliberateKubernetesViolation(Verdict verdict) {}
