package org.etcdrecovery.core.explain;

/**
 * What a code means.
 *
 * @param code   the stable code, as findings, failures and JSON have it
 * @param title  what was found or what failed, in a few words
 * @param cause  why, and what follows from it
 * @param remedy what to do
 */
public record Explanation(String code, String title, String cause, String remedy) {}
