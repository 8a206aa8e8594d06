package org.etcdrecovery.core.rescue;

/**
 * A data directory among others.
 *
 * @param name      what to call it: the name of the directory, its path where that name is not the only one
 * @param directory what it holds
 * @param choosing  what it means to choose it, as a sentence
 */
public record RankedMember(String name, MemberDirectory directory, String choosing) {}
