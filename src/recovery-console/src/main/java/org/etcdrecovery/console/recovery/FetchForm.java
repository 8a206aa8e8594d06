package org.etcdrecovery.console.recovery;

/**
 * What was typed in the step Source to fetch data directories over SSH.
 *
 * @param members the members and their directories, as {@code NAME=ssh://HOST/DIR}
 * @param into    the directory here that they go to
 */
public record FetchForm(String members, String into) {}
