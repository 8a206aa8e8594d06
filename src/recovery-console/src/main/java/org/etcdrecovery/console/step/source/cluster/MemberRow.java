package org.etcdrecovery.console.step.source.cluster;

import org.etcdrecovery.console.widget.Tone;

/**
 * A member in the table.
 *
 * @param key      the endpoint that it stands for, as {@code host:port}
 * @param name     its name; empty when nobody knows it
 * @param id       the first digits of its ID; empty when nobody knows it
 * @param role     what it is to the others
 * @param version  of its server
 * @param revision of its keyspace
 * @param index    the last committed index of its log
 * @param size     of its database, and how much of that is in use
 * @param tone     what its state means
 * @param state    its state, a word or two
 * @param detail   all that is known besides, as marked text
 */
public record MemberRow(String key, String name, String id, String role, String version, String revision, String index,
        String size, Tone tone, String state, String detail) {}
